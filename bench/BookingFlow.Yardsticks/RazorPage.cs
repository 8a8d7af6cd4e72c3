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

/// <summary>What the page says.</summary>
/// <param name="Texts">A paragraph each.</param>
public sealed record Lines(IReadOnlyList<string> Texts)
{
    private const int FrameBytes = 150;

    /// <summary>So many lines as a page of that length needs.</summary>
    public static Lines Of(int bytes)
    {
        const string Text = "A house is to be sold, and everybody talks about something else: Chekhov's last comedy.";
        // An apostrophe is written as an entity of six bytes; the paragraph's tags and the line's end are eight.
        const int LineBytes = 100;
        return new Lines([.. Enumerable.Repeat(Text, Math.Max(0, bytes - FrameBytes) / LineBytes)]);
    }
}
