using BookingFlow.Web.Data;

namespace BookingFlow.Web.Pages.Shared;

/// <summary>What visitors may find: public performances of published shows.</summary>
public static class PublicPerformances
{
    /// <summary>How many are offered where somebody came to nothing.</summary>
    public const int Few = 5;

    public static IQueryable<Performance> Visible(this BookingDbContext db) =>
        db.Performances.Where(p => p.IsPublic && p.Show.IsPublished);

    /// <summary>Those that have not begun, soonest first.</summary>
    public static IQueryable<PerformanceListing> Upcoming(this BookingDbContext db, DateTime now) =>
        db.Visible().Where(p => p.StartsAt > now).OrderBy(p => p.StartsAt).ThenBy(p => p.Id).Select(PerformanceListing.Of);
}
