using BookingFlow.Web.Data.Writing;

namespace BookingFlow.Web.Data;

/// <summary>The venue and its booking rules as this node knows them, so that no request has to read them from the database.</summary>
/// <remarks>
/// A change on this node is visible at once, one on another node when <c>VenueProfileWatch</c> has noticed it (docs/decisions/0044). Pages get
/// <see cref="Domain.Administration.Venue"/> and <see cref="BookingRules"/> as scoped services, the same for a whole request. Singletons, such as
/// use cases, must use this class and read it each time.
/// </remarks>
/// <param name="venue">The venue of the settings, until <see cref="Set"/> is called with the stored profile.</param>
public sealed class CurrentVenue(Venue venue, BookingRules rules, PublicContentVersion content)
{
    private readonly Lock _lock = new();
    private volatile Snapshot _snapshot = new(Version: 0, venue, rules);

    public Venue Venue => _snapshot.Venue;

    public BookingRules Rules => _snapshot.Rules;

    /// <summary>The <see cref="VenueProfile.Version"/> of the snapshot; 0 before the profile was read.</summary>
    public int Version => _snapshot.Version;

    /// <summary>Replaces the snapshot, unless it is newer than the profile, and invalidates the cached pages.</summary>
    /// <exception cref="TimeZoneNotFoundException">This machine does not know the profile's time zone.</exception>
    public void Set(VenueProfile profile)
    {
        var snapshot = new Snapshot(profile.Version, profile.ToVenue(), profile.ToBookingRules());
        lock (_lock)
        {
            // A change is committed on this node while the watch reads the row before it.
            if (snapshot.Version <= _snapshot.Version)
            {
                return;
            }

            _snapshot = snapshot;
        }

        // After the snapshot is replaced: a page rendered from the old one must not be stored under the new version of the content.
        content.Increment();
    }

    private sealed record Snapshot(int Version, Venue Venue, BookingRules Rules);
}
