using BookingFlow.Web.Pages.Staff.Reservations;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Pages.Staff.Reservations;

public sealed class ReservationSearchTests
{
    [Theory]
    [InlineData("renee", "K7QF-2M")]
    [InlineData("RENÉE", "K7QF-2M")]
    [InlineData("Rene\u0301e", "K7QF-2M")]
    [InlineData("åström", "K7QF-2M")]
    [InlineData("astrom renee", "K7QF-2M")]
    [InlineData("  strom   ren ", "K7QF-2M")]
    [InlineData("grosse", "ACDE-FG")]
    [InlineData("Große", "ACDE-FG")]
    [InlineData("o'brien", "ACDE-FG")]
    [InlineData("brien@post", "ACDE-FG")]
    [InlineData("post.example", "ACDE-FG")]
    [InlineData("K7QF-2M", "K7QF-2M")]
    [InlineData("k7qf2m", "K7QF-2M")]
    [InlineData("k7 qf 2m", "K7QF-2M")]
    [InlineData("qf-2", "K7QF-2M")]
    [InlineData("re%ee", "K7QF-2M")]
    [InlineData("re_ee", "K7QF-2M")]
    [InlineData("renee\uDFFF", "K7QF-2M")]
    [InlineData("K7QF-2M åström", "K7QF-2M")]
    [InlineData("", "ACDE-FG", "K7QF-2M", "MNPQ-RT")]
    [InlineData("   ", "ACDE-FG", "K7QF-2M", "MNPQ-RT")]
    [InlineData("renee brien")]
    [InlineData("nobody")]
    [InlineData("%")]
    [InlineData("_")]
    [InlineData("'")]
    [InlineData("[a-z]")]
    [InlineData("rn%e")]
    [InlineData("\\")]
    [InlineData("' OR 1=1 --")]
    [InlineData("\0")]
    [InlineData("\uD800")]
    public async Task Every_word_must_match_in_any_order_ignoring_case_and_accents(string query, params string[] expectedReferences)
    {
        await using var database = await SeededDatabaseAsync();

        Assert.Equal(expectedReferences, await FindReferencesAsync(database, new ReservationSearch(query, null, null)));
    }

    [Fact]
    public async Task A_reference_is_found_even_if_the_name_fills_the_search_key()
    {
        await using var database = await TemporaryDatabase.CreateAsync();
        var longName = new string('ß', 100);
        await database.AddAsync(
            new AReservation()
                .Named(longName)
                .WithEmail($"{new string('a', 60)}@{string.Join('.', Enumerable.Repeat(new string('b', 40), 4))}.example")
                .WithReference("WXYA-23")
                .Build());

        Assert.Equal(["WXYA-23"], await FindReferencesAsync(database, new ReservationSearch("wxya 23", null, null)));
    }

    [Fact]
    public async Task A_very_long_query_does_not_fail()
    {
        await using var database = await SeededDatabaseAsync();
        var longQuery = string.Join(' ', Enumerable.Range(0, 3000).Select(i => $"r{i}"));

        Assert.Empty(await FindReferencesAsync(database, new ReservationSearch(longQuery, null, null)));
        Assert.Equal(["K7QF-2M"], await FindReferencesAsync(database, new ReservationSearch(string.Join(' ', Enumerable.Repeat("renee", 3000)), null, null)));
    }

    [Fact]
    public async Task Performance_status_and_words_are_combined()
    {
        await using var database = await SeededDatabaseAsync();
        var tonight = await database.ReadAsync(db => db.Reservations.Where(r => r.Reference == "K7QF-2M").Select(r => r.PerformanceId).SingleAsync());

        Assert.Equal(["ACDE-FG", "K7QF-2M"], await FindReferencesAsync(database, new ReservationSearch(null, tonight, null)));
        Assert.Equal(["ACDE-FG"], await FindReferencesAsync(database, new ReservationSearch(null, tonight, ReservationStatus.Confirmed)));
        Assert.Equal(["K7QF-2M"], await FindReferencesAsync(database, new ReservationSearch("e", tonight, ReservationStatus.Pending)));
        Assert.Equal(["MNPQ-RT"], await FindReferencesAsync(database, new ReservationSearch(null, null, ReservationStatus.Cancelled)));
        Assert.Empty(await FindReferencesAsync(database, new ReservationSearch(null, null, ReservationStatus.Expired)));
        Assert.Empty(await FindReferencesAsync(database, new ReservationSearch(null, 999, null)));
    }

    [Theory]
    [InlineData("pending", ReservationStatus.Pending)]
    [InlineData("Confirmed", ReservationStatus.Confirmed)]
    [InlineData("cancelled", ReservationStatus.Cancelled)]
    [InlineData("expired", ReservationStatus.Expired)]
    [InlineData("1", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    [InlineData("pending,confirmed", null)]
    public void ParseStatus_accepts_only_the_names_of_statuses(string? text, ReservationStatus? status) =>
        Assert.Equal(status, ReservationSearch.ParseStatus(text));

    private static Task<string[]> FindReferencesAsync(TemporaryDatabase database, ReservationSearch search) =>
        database.ReadAsync(db => search.Apply(db).OrderBy(r => r.Reference).Select(r => r.Reference).ToArrayAsync());

    private static async Task<TemporaryDatabase> SeededDatabaseAsync()
    {
        var database = await TemporaryDatabase.CreateAsync();
        var tonight = new APerformance().Build();
        await database.AddAsync(
            new AReservation().For(tonight).Named("Renée Åström").WithEmail("someone@example.org").WithReference("K7QF-2M").Build(),
            new AReservation().For(tonight).Named("Große O'Brien").WithEmail("o_brien@post.example").WithReference("ACDE-FG").Confirmed().Build(),
            new AReservation().For(new APerformance().Build()).Named("Li").WithEmail(null).WithReference("MNPQ-RT").Cancelled().Build());
        return database;
    }
}
