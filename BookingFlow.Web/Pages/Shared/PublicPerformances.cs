using BookingFlow.Web.Data;

namespace BookingFlow.Web.Pages.Shared;

/// <summary>Queries for public performances of published shows.</summary>
public static class PublicPerformances
{
    /// <summary>Number of upcoming performances offered on not-found pages.</summary>
    public const int SuggestionCount = 5;

    public static IQueryable<Performance> Visible(this BookingDbContext db) =>
        db.Performances.Where(p => p.IsPublic && p.Show.IsPublished);

    /// <summary>Visible performances that start after <paramref name="now"/> (UTC), soonest first.</summary>
    public static IQueryable<PerformanceListing> Upcoming(this BookingDbContext db, DateTime now) =>
        db.Visible().Where(p => p.StartsAt > now).OrderBy(p => p.StartsAt).ThenBy(p => p.Id).Select(PerformanceListing.Projection);
}
