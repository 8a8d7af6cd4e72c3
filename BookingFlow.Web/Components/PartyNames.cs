using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Components;

/// <summary>The name of a party as pages and files show it.</summary>
public static class PartyNames
{
    /// <summary>Returns the name; "Erased", in the page's language, if the party's personal data was erased.</summary>
    /// <param name="name"><see cref="Reservation.Name"/>; null if there is no party.</param>
    [return: NotNullIfNotNull(nameof(name))]
    public static string? PartyName(this IStringLocalizer<Words> words, string? name) =>
        name == Reservation.ErasedName ? words["Party.Erased"].Value : name;
}
