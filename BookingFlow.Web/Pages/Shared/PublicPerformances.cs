using BookingFlow.Web.Data;

namespace BookingFlow.Web.Pages.Shared;

/// <summary>Queries for the performances that visitors can see.</summary>
public static class PublicPerformances
{
    /// <summary>Number of upcoming performances offered on not-found pages.</summary>
    public const int SuggestionCount = 5;

    public static IQueryable<Performance> Visible(this BookingDbContext db) =>
        db.Performances.Where(p => p.IsPublic && p.Show.IsPublished);

    /// <summary>
    /// The performances that a link opens: the one whose own link it is, unless its show is private, or the public ones of its show.
    /// </summary>
    /// <remarks>The same rule for one performance: <see cref="Performance.IsInvitedBy"/>.</remarks>
    /// <param name="key">An <see cref="InvitationKey"/>.</param>
    public static IQueryable<Performance> Invited(this BookingDbContext db, byte[] key) => db.Performances.Where(
        p => (p.Invitation == key && (p.Show.IsPublished || p.Show.Invitation != null)) || (p.IsPublic && p.Show.Invitation == key));

    /// <summary>Visible performances that start after <paramref name="now"/> (UTC), soonest first.</summary>
    public static IQueryable<PerformanceListing> Upcoming(this BookingDbContext db, DateTime now) =>
        db.Visible().Where(p => p.StartsAt > now).OrderBy(p => p.StartsAt).ThenBy(p => p.Id).Select(PerformanceListing.Projection);
}
