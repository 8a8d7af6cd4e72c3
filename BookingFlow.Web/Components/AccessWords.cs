using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Components;

/// <summary>Texts for access places, and for what a party asks for of the room.</summary>
public static class AccessWords
{
    /// <summary>Returns "1 wheelchair place, 1 companion"; empty if there is neither.</summary>
    public static string Of(AccessPlaces places, IStringLocalizer<Words> t) => string.Join(", ", Parts(places, t));

    /// <summary>Returns the places and the ticks of a party; empty if there are none.</summary>
    public static string Of(AccessNeeds needs, IStringLocalizer<Words> t) => string.Join(
        ", ",
        [
            .. Parts(needs.Places, t),
            .. needs.StepFreeAccess ? (string[])[t["Access.StepFree"]] : [],
            .. needs.InductionLoop ? (string[])[t["Access.Loop"]] : [],
        ]);

    /// <summary>Returns the places and the ticks of a party before its message; null if there is none of them.</summary>
    public static string? WithNotes(AccessNeeds needs, string? notes, IStringLocalizer<Words> t) =>
        needs.IsNone ? notes : string.Join(". ", new[] { Of(needs, t), notes }.OfType<string>());

    /// <summary>Returns a sentence for each thing that the room of a performance offers; often none.</summary>
    public static IEnumerable<string> OfRoom(PerformanceFacts performance, IStringLocalizer<Words> t) =>
    [
        .. performance.StepFreeAccess ? (string[])[t["Way.StepFree"]] : [],
        .. performance.InductionLoop ? (string[])[t["Way.Loop"]] : [],
    ];

    private static IEnumerable<string> Parts(AccessPlaces places, IStringLocalizer<Words> t)
    {
        if (places.Wheelchair > 0)
        {
            yield return t.Count("Access.Wheelchair", places.Wheelchair);
        }

        if (places.Companion > 0)
        {
            yield return t.Count("Access.Companion", places.Companion);
        }
    }
}
