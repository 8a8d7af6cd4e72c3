using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Components;

/// <summary>Localizer for all texts: visitors' (in every language) and staff's (in fewer), from two resource files.</summary>
/// <remarks>Caches each language in a dictionary: a page has about a hundred texts, and the framework searches every file for each of them.</remarks>
public sealed class WordsLocalizer(IStringLocalizerFactory files) : IStringLocalizer<Words>
{
    private readonly IStringLocalizer _visitors = files.Create(typeof(Words));
    private readonly IStringLocalizer _staff = files.Create(typeof(StaffWords));
    private readonly ConcurrentDictionary<CultureInfo, Dictionary<string, string>> _languages = new();

    public LocalizedString this[string name] =>
        CurrentTexts().TryGetValue(name, out var text) ? new(name, text) : new(name, name, resourceNotFound: true);

    public LocalizedString this[string name, params object[] arguments] => CurrentTexts().TryGetValue(name, out var text)
        ? new(name, string.Format(CultureInfo.CurrentCulture, text, arguments))
        : new(name, name, resourceNotFound: true);

    public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) =>
        [.. _visitors.GetAllStrings(includeParentCultures), .. _staff.GetAllStrings(includeParentCultures)];

    private Dictionary<string, string> CurrentTexts() => _languages.GetOrAdd(
        CultureInfo.CurrentUICulture,
        (_, localizer) => localizer.GetAllStrings(includeParentCultures: true).DistinctBy(text => text.Name, StringComparer.Ordinal)
            .ToDictionary(text => text.Name, text => text.Value, StringComparer.Ordinal),
        this);
}
