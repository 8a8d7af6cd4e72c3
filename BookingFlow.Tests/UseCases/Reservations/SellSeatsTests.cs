using BookingFlow.Web.Components;
using BookingFlow.Web.Data;
using BookingFlow.Web.UseCases.Reservations;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.UseCases.Reservations;

public sealed class SellSeatsOnSqliteTests() : SellSeatsTests(DatabaseDialect.Sqlite);

public sealed class SellSeatsOnSqlServerTests() : SellSeatsTests(DatabaseDialect.SqlServer);

public abstract class SellSeatsTests(DatabaseDialect dialect) : DeskUseCaseTests(dialect)
{
    private static readonly ReservationInput Ada = new("Ada Lovelace", "ada@example.org", "", "", "3");

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await House.Database.AddAsync(Performance);
    }

    [Fact]
    public async Task A_party_at_the_counter_has_its_seats_at_once_and_its_ticket_is_owed()
    {
        var sold = (await SellAsync(Ada)).Value!;

        Assert.Equal((ReservationStatus.Confirmed, 3, Now), (sold.Status, sold.PartySize, sold.ConfirmedAt));
        Assert.Equal(3, await ConfirmedSeatsAsync());
        var mail = Assert.Single(await OwedAsync());
        Assert.Equal((MailKind.Ticket, sold.Id), (mail.Kind, mail.ReservationId));
        Assert.Equal([mail.Id], House.Jobs.Mails);
        var entry = await OnlyLogEntryAsync();
        Assert.Equal(
            (AuditAction.ReservationMade, AuditSubject.Reservation, sold.Id, "Bea"), (entry.Act, entry.Thing, entry.ThingId, entry.StaffName));
    }

    [Fact]
    public async Task A_party_without_an_address_is_owed_no_mail()
    {
        var sold = (await SellAsync(Ada with { Email = " " })).Value!;

        Assert.Null(sold.Email);
        Assert.Empty(await OwedAsync());
    }

    [Fact]
    public async Task A_seat_that_is_not_there_is_not_sold()
    {
        await SellAsync(Ada with { PartySize = "8" });

        var refusal = (await SellAsync(Ada with { PartySize = "3" })).Failure;

        Assert.Equal((FailureKind.NotEnoughSeats, 2), (refusal?.Kind, refusal?.SeatsLeft));
        Assert.Equal(8, await ConfirmedSeatsAsync());
    }

    [Fact]
    public async Task The_last_seats_are_sold_to_one_of_many_desks_only()
    {
        var sold = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => SellAsync(Ada with { PartySize = "3" })));

        Assert.Equal(3, sold.Count(s => s.Succeeded));
        Assert.All(sold.Where(s => !s.Succeeded), s => Assert.Equal((FailureKind.NotEnoughSeats, 1), (s.Failure!.Kind, s.Failure.SeatsLeft)));
        Assert.Equal(9, await ConfirmedSeatsAsync());
    }

    [Fact]
    public async Task The_same_form_sent_twice_sells_once()
    {
        using var reservations = House.Database.Counted.Collect<int>("bookingflow.reservations");
        using var confirmations = House.Database.Counted.Collect<int>("bookingflow.confirmations");
        using var seats = House.Database.Counted.Collect<int>("bookingflow.confirmations.seats");
        var form = Guid.NewGuid();
        var (first, second) = (await SellAsync(Ada, form), await SellAsync(Ada, form));

        Assert.Equal(first.Value!.Id, second.Value!.Id);
        Assert.Equal(3, await ConfirmedSeatsAsync());
        Assert.Single(await OwedAsync());
        Assert.Equal((1, 1, 3), (reservations.Total(), confirmations.Total(), seats.Total()));
    }

    [Fact]
    public async Task The_desk_sells_what_visitors_cannot_book()
    {
        await using (var db = House.Database.CreateDbContext())
        {
            var performance = await db.Performances.SingleAsync();
            (performance.IsPublic, performance.BookingEnabled, performance.MaxPartySize) = (false, false, 1);
            await db.SaveChangesAsync();
        }

        Assert.True((await SellAsync(Ada)).Succeeded);
    }

    [Fact]
    public async Task Latecomers_can_buy_until_the_doors_close()
    {
        House.Clock.SetUtcNow(new DateTimeOffset(AMoment.CurtainUp.AddMinutes(59)));
        Assert.True((await SellAsync(Ada)).Succeeded);

        House.Clock.SetUtcNow(new DateTimeOffset(AMoment.CurtainUp.AddMinutes(60)));
        Assert.Equal(Obstacle.PerformanceHasBegun, (await SellAsync(Ada)).Failure?.Obstacle);
    }

    [Fact]
    public async Task Nothing_is_sold_for_a_performance_that_was_called_off()
    {
        await using (var db = House.Database.CreateDbContext())
        {
            (await db.Performances.SingleAsync()).CancelledAt = Now;
            await db.SaveChangesAsync();
        }

        Assert.Equal(Obstacle.PerformanceCancelled, (await RefusedAsync(SellAsync(Ada))).Obstacle);
    }

    [Fact]
    public async Task Everything_that_is_wrong_with_the_form_is_told()
    {
        var refusal = await RefusedAsync(SellAsync(new ReservationInput("", "ada at example", "", "", "101")));

        Assert.Equal([FormField.Name, FormField.Email, FormField.PartySize], refusal.Fields.Select(f => f.Field));
    }

    [Fact]
    public async Task A_performance_that_does_not_exist_is_not_found() => Assert.Equal(
        FailureKind.NotFound,
        (await RefusedAsync(House.SellSeats.SellAsync(4711, Ada, Guid.NewGuid(), Bea, CancellationToken.None))).Kind);

    private Task<Result<Reservation>> SellAsync(ReservationInput typed, Guid? form = null) =>
        House.SellSeats.SellAsync(Performance.Id, typed, form ?? Guid.NewGuid(), Bea, CancellationToken.None);
}
