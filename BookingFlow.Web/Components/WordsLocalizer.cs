using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Components;

/// <summary>
/// All words of the house under one name: those that a visitor reads (in every language) and those that only staff read
/// (in fewer). Which are which is a matter of the file alone. Each language is read from its files once: a page has a hundred words,
/// and the framework looks in every file for each of them.
/// </summary>
public sealed class WordsLocalizer(IStringLocalizerFactory files) : IStringLocalizer<Words>
{
    private readonly IStringLocalizer _everybody = files.Create(typeof(Words));
    private readonly IStringLocalizer _staff = files.Create(typeof(StaffWords));
    private readonly ConcurrentDictionary<CultureInfo, Dictionary<string, string>> _languages = new();

    public LocalizedString this[string name] =>
        OfThisLanguage().TryGetValue(name, out var words) ? new(name, words) : new(name, name, resourceNotFound: true);

    public LocalizedString this[string name, params object[] arguments] => OfThisLanguage().TryGetValue(name, out var words)
        ? new(name, string.Format(CultureInfo.CurrentCulture, words, arguments))
        : new(name, name, resourceNotFound: true);

    public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) =>
        [.. _everybody.GetAllStrings(includeParentCultures), .. _staff.GetAllStrings(includeParentCultures)];

    private Dictionary<string, string> OfThisLanguage() => _languages.GetOrAdd(
        CultureInfo.CurrentUICulture,
        (_, files) => files.GetAllStrings(includeParentCultures: true).DistinctBy(word => word.Name, StringComparer.Ordinal)
            .ToDictionary(word => word.Name, word => word.Value, StringComparer.Ordinal),
        this);
}
