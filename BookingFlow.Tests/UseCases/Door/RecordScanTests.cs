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
    public async Task Foreign_code_is_recorded_by_kind_without_its_content()
    {
        await RefusedAsync(Unknown);
        await RefusedAsync(Foreign);

        Assert.Equal([ScanOutcome.NotOurTicket, ScanOutcome.ForeignCode], (await HistoryAsync()).Select(e => e.Outcome));
        Assert.All(await HistoryAsync(), e => Assert.Equal((null, null, 0, 0), (e.ReservationId, e.PerformanceId, e.People, e.Inside)));
    }

    [Fact]
    public async Task Repeated_refusal_of_one_submission_is_recorded_once()
    {
        var request = Guid.NewGuid();
        await RefusedAsync(Unknown, request);
        await RefusedAsync(Unknown, request);
        await RefusedAsync(Foreign, request);
        await RefusedAsync(Unknown);

        Assert.Equal(3, (await HistoryAsync()).Count);
    }

    [Fact]
    public async Task Ticket_viewed_twice_within_a_minute_is_recorded_once()
    {
        var party = new AReservation().Confirmed().Build();
        await Host.Database.AddAsync(party);
        var cancelled = Failure.About(FailureKind.ReservationCancelled, party.Performance.Facts);
        await SeenAsync(cancelled, party.Id);
        Host.Clock.Advance(TimeSpan.FromSeconds(59));
        await SeenAsync(cancelled, party.Id);
        Assert.Single(await HistoryAsync());

        await SeenAsync(cancelled, party.Id, Host.OtherSteward);
        await SeenAsync(Failure.About(FailureKind.WrongPerformance, party.Performance.Facts), party.Id);
        await SeenAsync(Unknown, null);
        Assert.Equal(4, (await HistoryAsync()).Count);

        Host.Clock.Advance(TimeSpan.FromSeconds(1));
        await SeenAsync(cancelled, party.Id);
        Assert.Equal(5, (await HistoryAsync()).Count);
    }

    [Theory]
    [InlineData(FailureKind.Busy)]
    [InlineData(FailureKind.FormExpired)]
    [InlineData(FailureKind.InvalidInput)]
    public async Task Refusals_unrelated_to_a_ticket_are_not_recorded(FailureKind kind)
    {
        await RefusedAsync(new Failure(kind));

        Assert.Empty(await HistoryAsync());
    }

    private Task RefusedAsync(Failure refusal, Guid? request = null) =>
        Host.RecordScan.RecordRefusalAsync(refusal, null, Host.Steward, request ?? Guid.NewGuid(), CancellationToken.None);

    private Task SeenAsync(Failure refusal, int? party, Steward? steward = null) =>
        Host.RecordScan.RecordViewAsync(refusal, party, steward ?? Host.Steward, CancellationToken.None);

    private Task<List<ScanEvent>> HistoryAsync() => Host.Database.ReadAsync(db => db.ScanEvents.OrderBy(e => e.Id).ToListAsync());
}
