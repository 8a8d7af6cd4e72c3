using System.Runtime.InteropServices;

namespace BookingFlow.Web.Domain.Programme;

/// <summary>Numbers of wheelchair places and of places for companions: those of a performance, or those that a party has.</summary>
/// <param name="Wheelchair">0 or more.</param>
/// <param name="Companion">0 or more.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct AccessPlaces(int Wheelchair, int Companion)
{
    public static AccessPlaces None => default;

    public int Total => Wheelchair + Companion;

    public bool IsNone => Total == 0;

    public static AccessPlaces operator +(AccessPlaces left, AccessPlaces right) => Add(left, right);

    /// <inheritdoc cref="Subtract"/>
    public static AccessPlaces operator -(AccessPlaces left, AccessPlaces right) => Subtract(left, right);

    public static AccessPlaces Add(AccessPlaces left, AccessPlaces right) =>
        new(left.Wheelchair + right.Wheelchair, left.Companion + right.Companion);

    /// <summary>Subtracts; each number is 0 if it would be negative.</summary>
    public static AccessPlaces Subtract(AccessPlaces left, AccessPlaces right) =>
        new(Math.Max(0, left.Wheelchair - right.Wheelchair), Math.Max(0, left.Companion - right.Companion));

    /// <summary>Returns the places for this many people of a party: the companion's place is given up first.</summary>
    /// <param name="people">1 or more.</param>
    public AccessPlaces For(int people) => new(Math.Min(Wheelchair, people), Math.Clamp(people - Wheelchair, 0, Companion));

    /// <summary>Returns as many of a party's places as are left; the companion's place only beside a wheelchair place.</summary>
    public AccessPlaces AtMost(AccessPlaces left) =>
        Math.Min(Wheelchair, left.Wheelchair) is > 0 and var wheelchair ? new(wheelchair, Math.Min(Companion, left.Companion)) : None;
}
