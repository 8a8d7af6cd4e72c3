namespace BookingFlow.Yardsticks;

/// <summary>A server as in the Razor Pages template: one page in one layout; no database, components or form.</summary>
public static class RazorPage
{
    /// <param name="args">Arguments for the host, including <c>--urls</c>.</param>
    /// <param name="bytes">Approximate size of the page; 0 for a nearly empty one.</param>
    public static WebApplication Build(string[] args, int bytes)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddRazorPages();
        builder.Services.AddSingleton(Lines.Of(bytes));
        var app = builder.Build();
        app.MapRazorPages();
        return app;
    }
}
