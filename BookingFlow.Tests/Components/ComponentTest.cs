using System.Globalization;
using BookingFlow.Web.Components;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Tests.Components;

/// <summary>
/// Base class of component tests: English, with a venue and a performance in Berlin. A missing or empty resource text fails the test.
/// </summary>
public abstract class ComponentTest : BunitContext
{
    protected ComponentTest()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = new CultureInfo("en");
        Services.AddLogging();
        Services.AddWords();
        Services.AddSingleton<IStringLocalizer<Words>>(services =>
            new StrictLocalizer(new WordsLocalizer(services.GetRequiredService<IStringLocalizerFactory>())));
    }

    protected static Venue Venue { get; } = new("Theater am Kanal", TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));

    /// <summary>Friday 27 November 2026, 20:00 in Berlin.</summary>
    protected static DateTime StartsAt { get; } = Utc(day: 27, hour: 19);

    protected static PerformanceFacts Seagull { get; } = new(7, "the-seagull", "The Seagull", "Main Stage", StartsAt);

    protected IStringLocalizer<Words> T => Services.GetRequiredService<IStringLocalizer<Words>>();

    /// <summary>A UTC time in November 2026, when Berlin is one hour ahead.</summary>
    protected static DateTime Utc(int day, int hour, int minute = 0) => new(2026, 11, day, hour, minute, 0, DateTimeKind.Utc);

    /// <summary>Throws where the framework's localizer would return the key of a missing text.</summary>
    private sealed class StrictLocalizer(IStringLocalizer<Words> words) : IStringLocalizer<Words>
    {
        public LocalizedString this[string name] => ThrowIfMissing(words[name]);

        public LocalizedString this[string name, params object[] arguments] => ThrowIfMissing(words[name, arguments]);

        public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => words.GetAllStrings(includeParentCultures);

        private static LocalizedString ThrowIfMissing(LocalizedString text) => !text.ResourceNotFound && text.Value.Length > 0
            ? text
            : throw new InvalidOperationException($"Words.resx has no text for {text.Name}.");
    }
}
