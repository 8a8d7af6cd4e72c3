using BookingFlow.Web.Pages;

namespace BookingFlow.Tests.Data.Statements;

/// <summary>What the list of shows asks: a page of it, a month, a search, and what is found nowhere.</summary>
public sealed class ProgrammeStatements : IStatements
{
    private static readonly Venue Venue = new("Lantern Theatre", TimeZoneInfo.Utc);

    public async Task AskAsync(SqlRecorderHost house)
    {
        var stored = house.House.Stored(TokenPurpose.Confirmation, ReservationStatus.Pending);
        foreach (var (text, month) in new[] { (null, null), ("tempest", null), ("nowhere", null), (null, "2026-09"), ((string?)null, (string?)"2031-01") })
        {
            var list = house.Page(db => new IndexModel(db, Venue, stored.Clock));
            (list.Text, list.MonthText) = (text, month);
            await list.OnGetAsync(CancellationToken.None);
        }
    }
}
