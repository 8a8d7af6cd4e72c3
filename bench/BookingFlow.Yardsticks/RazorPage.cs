namespace BookingFlow.Yardsticks;

/// <summary>Razor Pages as the template makes them: one page in one layout, no database, no components, no form.</summary>
public static class RazorPage
{
    /// <param name="args">The host's own arguments, <c>--urls</c> among them.</param>
    /// <param name="bytes">How long the page is to be, about; 0: nearly empty.</param>
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
