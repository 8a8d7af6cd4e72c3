using BookingFlow.Web.Components;
using BookingFlow.Web.Data;
using BookingFlow.Web.UseCases.Reservations;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.UseCases.Reservations;

public sealed class SellSeatsOnSqliteTests() : SellSeatsTests(DatabaseDialect.Sqlite);

public sealed class SellSeatsOnSqlServerTests() : SellSeatsTests(DatabaseDialect.SqlServer);

public abstract class SellSeatsTests(DatabaseDialect dialect) : BoxOfficeUseCaseTests(dialect)
{
    private static readonly ReservationInput Ada = new("Ada Lovelace", "ada@example.org", "", "", "3");

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Host.Database.AddAsync(Performance);
    }

    [Fact]
    public async Task Sale_is_confirmed_at_once_and_the_ticket_is_mailed()
    {
        var sold = (await SellAsync(Ada)).Value!;

        Assert.Equal((ReservationStatus.Confirmed, 3, Now), (sold.Status, sold.PartySize, sold.ConfirmedAt));
        Assert.Equal(3, await ConfirmedSeatsAsync());
        var mail = Assert.Single(await OutboxAsync());
        Assert.Equal((MailKind.Ticket, sold.Id), (mail.Kind, mail.ReservationId));
        Assert.Equal([mail.Id], Host.Jobs.MailIds);
        var entry = await OnlyAuditEntryAsync();
        Assert.Equal(
            (AuditAction.ReservationMade, AuditSubject.Reservation, sold.Id, "Bea"), (entry.Action, entry.Subject, entry.SubjectId, entry.StaffName));
    }

    [Fact]
    public async Task Party_without_an_address_gets_no_mail()
    {
        var sold = (await SellAsync(Ada with { Email = " " })).Value!;

        Assert.Null(sold.Email);
        Assert.Empty(await OutboxAsync());
    }

    [Fact]
    public async Task Sale_beyond_the_seats_left_is_refused()
    {
        await SellAsync(Ada with { PartySize = "8" });

        var refusal = (await SellAsync(Ada with { PartySize = "3" })).Failure;

        Assert.Equal((FailureKind.NotEnoughSeats, 2), (refusal?.Kind, refusal?.SeatsLeft));
        Assert.Equal(8, await ConfirmedSeatsAsync());
    }

    [Fact]
    public async Task Parallel_sales_never_exceed_capacity()
    {
        var sold = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => SellAsync(Ada with { PartySize = "3" })));

        Assert.Equal(3, sold.Count(s => s.Succeeded));
        Assert.All(sold.Where(s => !s.Succeeded), s => Assert.Equal((FailureKind.NotEnoughSeats, 1), (s.Failure!.Kind, s.Failure.SeatsLeft)));
        Assert.Equal(9, await ConfirmedSeatsAsync());
    }

    [Fact]
    public async Task Same_submission_twice_sells_once()
    {
        using var reservations = Host.Database.Metrics.Collect<int>("bookingflow.reservations");
        using var confirmations = Host.Database.Metrics.Collect<int>("bookingflow.confirmations");
        using var seats = Host.Database.Metrics.Collect<int>("bookingflow.confirmations.seats");
        var submission = Guid.NewGuid();
        var (first, second) = (await SellAsync(Ada, submission), await SellAsync(Ada, submission));

        Assert.Equal(first.Value!.Id, second.Value!.Id);
        Assert.Equal(3, await ConfirmedSeatsAsync());
        Assert.Single(await OutboxAsync());
        Assert.Equal((1, 1, 3), (reservations.Total(), confirmations.Total(), seats.Total()));
    }

    [Fact]
    public async Task Box_office_can_sell_what_visitors_cannot_reserve()
    {
        await using (var db = Host.Database.CreateDbContext())
        {
            var performance = await db.Performances.SingleAsync();
            (performance.IsPublic, performance.BookingEnabled, performance.MaxPartySize) = (false, false, 1);
            await db.SaveChangesAsync();
        }

        Assert.True((await SellAsync(Ada)).Succeeded);
    }

    [Fact]
    public async Task Sale_is_possible_until_the_doors_close()
    {
        Host.Clock.SetUtcNow(new DateTimeOffset(TestTimes.StartsAt.AddMinutes(59)));
        Assert.True((await SellAsync(Ada)).Succeeded);

        Host.Clock.SetUtcNow(new DateTimeOffset(TestTimes.StartsAt.AddMinutes(60)));
        Assert.Equal(Obstacle.PerformanceHasBegun, (await SellAsync(Ada)).Failure?.Obstacle);
    }

    [Fact]
    public async Task Cancelled_performance_is_refused()
    {
        await using (var db = Host.Database.CreateDbContext())
        {
            (await db.Performances.SingleAsync()).CancelledAt = Now;
            await db.SaveChangesAsync();
        }

        Assert.Equal(Obstacle.PerformanceCancelled, (await RefusedAsync(SellAsync(Ada))).Obstacle);
    }

    [Fact]
    public async Task Every_invalid_field_is_reported()
    {
        var refusal = await RefusedAsync(SellAsync(new ReservationInput("", "ada at example", "", "", "101")));

        Assert.Equal([FormField.Name, FormField.Email, FormField.PartySize], refusal.Fields.Select(f => f.Field));
    }

    [Fact]
    public async Task Unknown_performance_returns_NotFound() => Assert.Equal(
        FailureKind.NotFound,
        (await RefusedAsync(Host.SellSeats.SellAsync(4711, Ada, Guid.NewGuid(), Bea, CancellationToken.None))).Kind);

    private Task<Result<Reservation>> SellAsync(ReservationInput input, Guid? submission = null) =>
        Host.SellSeats.SellAsync(Performance.Id, input, submission ?? Guid.NewGuid(), Bea, CancellationToken.None);
}
