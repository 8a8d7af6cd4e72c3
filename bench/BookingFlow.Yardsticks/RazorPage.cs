namespace BookingFlow.Yardsticks;

/// <summary>A server as in the Razor Pages template: one page in one layout; no components or form, and of a database only its statements.</summary>
public static class RazorPage
{
    /// <param name="args">Arguments for the host, including <c>--urls</c>.</param>
    /// <param name="bytes">Approximate size of the page; 0 for a nearly empty one.</param>
    /// <param name="statements">Executed for each request.</param>
    public static WebApplication Build(string[] args, int bytes, Statements statements)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddRazorPages();
        builder.Services.AddSingleton(Lines.Of(bytes));
        builder.Services.AddSingleton(statements);
        var app = builder.Build();
        app.MapRazorPages();
        return app;
    }
}
