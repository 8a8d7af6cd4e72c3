using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Components;

public static class WordsServices
{
    /// <summary>Registers <see cref="WordsLocalizer"/> for all texts.</summary>
    public static IServiceCollection AddWords(this IServiceCollection services)
    {
        services.AddLocalization();
        return services.AddSingleton<IStringLocalizer<Words>, WordsLocalizer>();
    }
}
