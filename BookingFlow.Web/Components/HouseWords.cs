using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Components;

/// <summary>Names the resource file with the words that only staff read: Components/StaffWords.resx.</summary>
public sealed class StaffWords;

/// <summary>
/// All words of the house under one name: those that a visitor reads (in every language) and those that only staff read
/// (in fewer). Which are which is a matter of the file alone.
/// </summary>
public sealed class HouseWords(IStringLocalizerFactory files) : IStringLocalizer<Words>
{
    private readonly IStringLocalizer _everybody = files.Create(typeof(Words));
    private readonly IStringLocalizer _staff = files.Create(typeof(StaffWords));

    public LocalizedString this[string name] => Of(name)[name];

    public LocalizedString this[string name, params object[] arguments] => Of(name)[name, arguments];

    public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) =>
        [.. _everybody.GetAllStrings(includeParentCultures), .. _staff.GetAllStrings(includeParentCultures)];

    private IStringLocalizer Of(string name) => _everybody[name].ResourceNotFound ? _staff : _everybody;
}

public static class WordsOfTheHouse
{
    public static IServiceCollection AddWords(this IServiceCollection services)
    {
        services.AddLocalization();
        return services.AddSingleton<IStringLocalizer<Words>, HouseWords>();
    }
}
