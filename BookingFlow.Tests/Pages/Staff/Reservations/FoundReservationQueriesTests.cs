using BookingFlow.Web.Pages.Staff.Reservations;
using BookingFlow.Web.Pages.Staff.Shared;

namespace BookingFlow.Tests.Pages.Staff.Reservations;

public sealed class FoundReservationQueriesTests
{
    private const int Parties = FoundReservationQueries.FirstRead + 130;

    [Theory]
    [InlineData(null, null)]
    [InlineData("party", null)]
    [InlineData("party", ReservationStatus.Confirmed)]
    [InlineData(null, ReservationStatus.Confirmed)]
    [InlineData("party 7", ReservationStatus.Pending)]
    [InlineData("nobody", null)]
    public async Task Pages_and_totals_are_complete_also_when_more_is_found_than_is_read_first(string? text, ReservationStatus? status)
    {
        await using var database = await TemporaryDatabase.CreateAsync();
        var performance = new APerformance().WithCapacity(100_000).Build();
        // Many were made at the same moment, among them those on both sides of the last one that is read first.
        await database.AddAsync([.. Enumerable.Range(0, Parties).Select(i =>
        {
            var party = new AReservation().For(performance).Named($"Party {i:0000}").OfParty(1 + (i % 4)).CreatedAt(TestTimes.Now.AddHours(i / 300));
            return (i % 9 < 8 ? party.Confirmed() : party).Build();
        })]);
        var search = new ReservationSearch(text, null, status);
        var expected = await database.ReadAsync(
            db => Task.FromResult(search.Apply(db).AsEnumerable().OrderByDescending(r => r.CreatedAt).ThenByDescending(r => r.Id).ToList()));
        var totals = new ReservationTotals(
            expected.Count, expected.Sum(r => r.PartySize), expected.Where(r => r.Status == ReservationStatus.Confirmed).Sum(r => r.PartySize));

        var pages = Math.Max(1, (expected.Count + Paging.Size - 1) / Paging.Size);
        foreach (var page in new[] { 1, pages / 2, pages, pages + 5, FoundReservationQueries.FirstRead / Paging.Size }.Where(page => page > 0))
        {
            var found = await database.ReadAsync(db => db.NewestPageAsync(search, page, CancellationToken.None));
            var shown = Math.Min(page, pages);
            Assert.Equal(totals, found.Totals);
            Assert.Equal((shown, pages, expected.Count), (found.Page.Page, found.Page.Pages, found.Page.Total));
            Assert.Equal(expected.Skip((shown - 1) * Paging.Size).Take(Paging.Size).Select(r => r.Id), found.Page.Items.Select(line => line.Id));
        }
    }

    [Theory]
    [InlineData(null, null, "IX_Reservations_Status_ExpiresAt_PartySize")]
    [InlineData("ada", null, "IX_Reservations_CreatedAt_Status_PartySize_FoundBy")]
    [InlineData("garnet", null, "IX_Reservations_CreatedAt_Status_PartySize_FoundBy")]
    [InlineData("ada lovelace", ReservationStatus.Confirmed, "IX_Reservations_CreatedAt_Status_PartySize_FoundBy")]
    [InlineData(null, ReservationStatus.Confirmed, "IX_Reservations_Status_ExpiresAt_PartySize")]
    public async Task A_search_of_everything_reads_indexes_only(string? text, ReservationStatus? status, string indexOfTotals)
    {
        var plans = await PlansAsync(new ReservationSearch(text, null, status));

        Assert.StartsWith("SCAN r USING COVERING INDEX IX_Reservations_CreatedAt_Status_PartySize_FoundBy", plans[0], StringComparison.Ordinal);
        Assert.Contains($"USING COVERING INDEX {indexOfTotals}", plans[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("ada", null)]
    [InlineData("ada", ReservationStatus.Confirmed)]
    [InlineData(null, ReservationStatus.Confirmed)]
    public async Task The_usual_search_reads_the_reservations_of_recent_performances_only(string? text, ReservationStatus? status)
    {
        var plans = await PlansAsync(new ReservationSearch(text, null, status, PerformedFrom: TestTimes.Now));

        Assert.All(plans, plan => Assert.DoesNotContain("SCAN r", plan, StringComparison.Ordinal));
        Assert.All(plans, plan => Assert.Contains("SEARCH r USING", plan, StringComparison.Ordinal));
        Assert.All(plans, plan => Assert.Contains("(PerformanceId=?", plan, StringComparison.Ordinal));
    }

    /// <returns>The plans of the query of the newest reservations and of that of the totals.</returns>
    private static async Task<IReadOnlyList<string>> PlansAsync(ReservationSearch search)
    {
        await using var database = await TemporaryDatabase.CreateAsync();
        var queryPlans = new QueryPlans();
        await using var db = queryPlans.CreateDbContext(database);
        await db.NewestPageAsync(search, page: null, CancellationToken.None);
        await search.Apply(db).TotalsAsync(search.HasText, CancellationToken.None);
        return [queryPlans.Plans[0], queryPlans.Plans[^1]];
    }
}
