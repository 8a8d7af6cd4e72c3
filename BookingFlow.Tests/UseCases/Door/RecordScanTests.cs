using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.UseCases.Door;

public sealed class RecordScanOnSqliteTests() : RecordScanTests(DatabaseDialect.Sqlite);

public sealed class RecordScanOnSqlServerTests() : RecordScanTests(DatabaseDialect.SqlServer);

public abstract class RecordScanTests(DatabaseDialect dialect) : UseCaseTests(dialect)
{
    private static readonly Failure Unknown = new(FailureKind.TicketInvalid);
    private static readonly Failure Foreign = new(FailureKind.TicketInvalid) { IsForeignAddress = true };

    [Fact]
    public async Task A_code_that_is_none_of_ours_is_remembered_by_what_it_was_and_not_by_what_it_said()
    {
        await RefusedAsync(Unknown);
        await RefusedAsync(Foreign);

        Assert.Equal([ScanOutcome.NotOurTicket, ScanOutcome.ForeignCode], (await HistoryAsync()).Select(e => e.Outcome));
        Assert.All(await HistoryAsync(), e => Assert.Equal((null, null, 0, 0), (e.ReservationId, e.PerformanceId, e.People, e.Inside)));
    }

    [Fact]
    public async Task The_same_form_refused_for_the_same_reason_once_more_is_one_line()
    {
        var request = Guid.NewGuid();
        await RefusedAsync(Unknown, request);
        await RefusedAsync(Unknown, request);
        await RefusedAsync(Foreign, request);
        await RefusedAsync(Unknown);

        Assert.Equal(3, (await HistoryAsync()).Count);
    }

    [Fact]
    public async Task A_ticket_that_a_phone_opens_twice_within_a_minute_is_one_line()
    {
        var party = new AReservation().Confirmed().Build();
        await House.Database.AddAsync(party);
        var cancelled = Failure.About(FailureKind.ReservationCancelled, party.Performance.Facts);
        await SeenAsync(cancelled, party.Id);
        House.Clock.Advance(TimeSpan.FromSeconds(59));
        await SeenAsync(cancelled, party.Id);
        Assert.Single(await HistoryAsync());

        await SeenAsync(cancelled, party.Id, House.OtherSteward);
        await SeenAsync(Failure.About(FailureKind.WrongPerformance, party.Performance.Facts), party.Id);
        await SeenAsync(Unknown, null);
        Assert.Equal(4, (await HistoryAsync()).Count);

        House.Clock.Advance(TimeSpan.FromSeconds(1));
        await SeenAsync(cancelled, party.Id);
        Assert.Equal(5, (await HistoryAsync()).Count);
    }

    [Theory]
    [InlineData(FailureKind.Busy)]
    [InlineData(FailureKind.FormExpired)]
    [InlineData(FailureKind.InvalidInput)]
    public async Task What_says_nothing_of_a_ticket_is_not_remembered(FailureKind kind)
    {
        await RefusedAsync(new Failure(kind));

        Assert.Empty(await HistoryAsync());
    }

    private Task RefusedAsync(Failure refusal, Guid? request = null) =>
        House.RecordScan.RefusedAsync(refusal, null, House.Steward, request ?? Guid.NewGuid(), CancellationToken.None);

    private Task SeenAsync(Failure refusal, int? party, Steward? by = null) =>
        House.RecordScan.SeenAsync(refusal, party, by ?? House.Steward, CancellationToken.None);

    private Task<List<ScanEvent>> HistoryAsync() => House.Database.ReadAsync(db => db.ScanEvents.OrderBy(e => e.Id).ToListAsync());
}
