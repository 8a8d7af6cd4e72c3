using BookingFlow.Tests.UseCases.Reservations;
using BookingFlow.Web.Data;
using BookingFlow.Web.UseCases.Reservations;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.UseCases.Programme;

public sealed class ReleaseAccessPlacesOnSqliteTests() : ReleaseAccessPlacesTests(DatabaseDialect.Sqlite);

public sealed class ReleaseAccessPlacesOnSqlServerTests() : ReleaseAccessPlacesTests(DatabaseDialect.SqlServer);

/// <summary>Ten seats, among them two wheelchair places and two for companions; released a day before the start.</summary>
public abstract class ReleaseAccessPlacesTests(DatabaseDialect dialect) : BoxOfficeUseCaseTests(dialect)
{
    private static readonly ReservationInput Ada = new("Ada Lovelace", "ada@example.org", "", "", "2");

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Performance.SetAccessPlaces(new AccessPlaces(2, 2), releaseHours: 24, Now);
        await Host.Database.AddAsync(Performance);
    }

    [Fact]
    public async Task Ordinary_parties_get_no_seat_that_is_held_back()
    {
        Assert.True((await SellAsync(6)).Succeeded);

        var refusal = (await SellAsync(1)).Failure;
        Assert.Equal((FailureKind.NotEnoughSeats, 0), (refusal?.Kind, refusal?.SeatsLeft));
        Assert.True((await SellAsync(2, new(true, true))).Succeeded);
        Assert.True((await SellAsync(2, new(true, true))).Succeeded);
        Assert.Equal(AccessPlaces.None, (await SellAsync(1, new(true, false))).Failure?.AccessPlacesLeft);

        Assert.Equal(10, await ConfirmedSeatsAsync());
        Assert.Equal(new AccessPlaces(2, 2), (await StoredPerformanceAsync()).ConfirmedAccessPlaces);
    }

    [Fact]
    public async Task Taken_places_are_counted_again_under_the_lock()
    {
        await SellAsync(2, new(true, true));
        await Host.Database.ReadAsync(db => db.Performances.ExecuteUpdateAsync(
            set => set.SetProperty(p => p.ConfirmedWheelchairPlaces, 0).SetProperty(p => p.ConfirmedCompanionPlaces, 0)));

        await SellAsync(1);

        Assert.Equal(new AccessPlaces(1, 1), (await StoredPerformanceAsync()).ConfirmedAccessPlaces);
    }

    [Fact]
    public async Task Twenty_parties_that_confirm_at_once_exceed_neither_pool()
    {
        List<Token> links = [];
        for (var i = 0; i < 20; i++)
        {
            links.Add(await LinkAsync(AParty(2).WithPlaces(i % 2 == 0 ? new(1, 1) : AccessPlaces.None)));
        }

        var results = await Task.WhenAll(links.Select(
            link => Host.ConfirmReservation.ConfirmAsync(link, Guid.NewGuid(), null, CancellationToken.None)));

        Assert.Equal(5, results.Count(result => result.Succeeded));
        Assert.Equal(10, await ConfirmedSeatsAsync());
        var performance = await StoredPerformanceAsync();
        Assert.Equal((new AccessPlaces(2, 2), 0), (performance.ConfirmedAccessPlaces, performance.SeatsLeft));
        Assert.Equal(2, results.Where((result, i) => i % 2 == 0 && result.Succeeded).Count());
    }

    [Fact]
    public async Task At_the_hour_the_waiting_list_gets_the_places_before_anyone_else_and_the_ledger_says_so()
    {
        await SellAsync(6);
        var waiting = await StoredWaitingAsync(AParty(3).Waiting());
        SetTime(hoursBefore: 24, seconds: -1);
        await Host.ReleaseAccessPlaces.RunAsync(CancellationToken.None);
        Assert.False((await StoredPerformanceAsync()).AccessPlacesReleased);
        Assert.False((await SellAsync(1)).Succeeded);

        SetTime(hoursBefore: 24);
        await Host.ReleaseAccessPlaces.RunAsync(CancellationToken.None);
        await Host.ReleaseAccessPlaces.RunAsync(CancellationToken.None);

        Assert.Equal(ReservationStatus.Confirmed, (await Host.ReservationAsync(waiting.Id)).Status);
        var performance = await StoredPerformanceAsync();
        Assert.Equal((9, 1, true), (performance.ConfirmedSeats, performance.SeatsLeft, performance.AccessPlacesReleased));
        var line = Assert.Single(await Host.Database.ReadAsync(db => db.CapacityChanges.ToListAsync()));
        Assert.Equal((4, 0, 0, 4, true), (line.Before.HeldBack, line.After.HeldBack, line.Before.SeatsLeft, line.After.SeatsLeft, line.IsAutomatic));
        Assert.True((await SellAsync(1, new(true, false))).Succeeded);
    }

    [Fact]
    public async Task A_waiting_party_gets_the_wheelchair_place_that_comes_free_and_no_other_party_does()
    {
        var first = (await SellAsync(2, new(true, true))).Value!;
        await SellAsync(2, new(true, true));
        await SellAsync(6);
        var ordinary = await StoredWaitingAsync(AParty(1).Waiting());
        var wheelchair = await StoredWaitingAsync(AParty(2).WithPlaces(new(1, 1)).Waiting(Now.AddMinutes(1)));

        await Host.CancelReservation.CancelAsync(first.Id, notifyParty: false, reason: null, Bea, CancellationToken.None);

        Assert.Equal(
            (ReservationStatus.Waiting, ReservationStatus.Confirmed),
            ((await Host.ReservationAsync(ordinary.Id)).Status, (await Host.ReservationAsync(wheelchair.Id)).Status));
        Assert.Equal(10, await ConfirmedSeatsAsync());
    }

    [Fact]
    public async Task The_box_office_gives_a_place_to_a_party_that_has_its_seats()
    {
        var party = (await SellAsync(6)).Value!;

        var changed = await Host.ChangePartySize.ChangeAsync(
            party.Id, "6", Bea, CancellationToken.None, new AccessNeeds(WheelchairPlace: true, CompanionPlace: true));

        Assert.Equal(new AccessPlaces(1, 1), changed.Value?.AccessPlaces);
        var performance = await StoredPerformanceAsync();
        Assert.Equal((6, 2, 2), (performance.ConfirmedSeats, performance.Capacity.HeldBack, performance.SeatsLeft));
        Assert.Equal("6 → 6 (1 + 1)", (await Host.Database.ReadAsync(
            db => db.AuditLog.SingleAsync(e => e.Action == AuditAction.PartySizeChanged))).Detail);
        var wheelchairOnly = (await SellAsync(2, new(true, false))).Value!;
        Assert.True((await Host.ChangePartySize.ChangeAsync(
            wheelchairOnly.Id, "2", Bea, CancellationToken.None, new AccessNeeds(WheelchairPlace: true, CompanionPlace: true))).Succeeded);
        Assert.Equal(new AccessPlaces(2, 2), (await StoredPerformanceAsync()).ConfirmedAccessPlaces);
        await Host.CancelReservation.CancelAsync(wheelchairOnly.Id, notifyParty: false, reason: null, Bea, CancellationToken.None);
        await Host.ChangePartySize.ChangeAsync(party.Id, "1", Bea, CancellationToken.None);
        Assert.Equal(new AccessPlaces(1, 0), (await StoredPerformanceAsync()).ConfirmedAccessPlaces);
    }

    [Fact]
    public async Task A_party_with_a_place_moves_only_where_such_a_place_is_left()
    {
        var party = (await SellAsync(2, new(true, true))).Value!;
        var plain = new APerformance().WithCapacity(10).Build();
        var accessible = new APerformance().WithCapacity(10).WithAccessPlaces(1, 1).Build();
        await Host.Database.AddAsync(plain);
        await Host.Database.AddAsync(accessible);

        var refused = await Host.MoveReservation.MoveAsync(party.Id, plain.Id, Bea, CancellationToken.None);
        Assert.NotNull(refused.Failure?.AccessPlacesLeft);
        Assert.True((await Host.MoveReservation.MoveAsync(party.Id, accessible.Id, Bea, CancellationToken.None)).Succeeded);

        Assert.Equal(AccessPlaces.None, (await StoredPerformanceAsync()).ConfirmedAccessPlaces);
        Assert.Equal(new AccessPlaces(1, 1), (await Host.PerformanceAsync(accessible.Id)).ConfirmedAccessPlaces);
    }

    [Fact]
    public async Task More_places_than_seats_are_refused_and_a_change_is_in_ledger_and_log()
    {
        var refused = await ChangeAsync("9", "2", "24");
        Assert.Equal(new InvalidField(FormField.CompanionPlaces, FieldProblem.TooLarge, 1), Assert.Single(refused.Failure!.Fields));

        Assert.True((await ChangeAsync("3", "1", "12")).Succeeded);

        var line = Assert.Single(await Host.Database.ReadAsync(db => db.CapacityChanges.ToListAsync()));
        Assert.Equal((2, 3, 2, 1), (line.WheelchairBefore, line.WheelchairAfter, line.CompanionBefore, line.CompanionAfter));
        Assert.Equal(
            "10 + 0 − 0 (2 + 2) → 10 + 0 − 0 (3 + 1); AccessReleaseHours: 24 → 12: chairs", (await OnlyAuditEntryAsync()).Detail);
    }

    private async Task<Token> LinkAsync(AReservation party)
    {
        var (reservation, link) = (await StoredAsync(party), Token.New());
        await using var db = Host.Database.CreateDbContext();
        db.Attach(reservation);
        db.Add(ReservationToken.Of(link, TokenPurpose.Confirmation, reservation, Now, reservation.ExpiresAt));
        await db.SaveChangesAsync();
        return link;
    }

    private Task<Result<Reservation>> SellAsync(int people, AccessNeeds access = default) => Host.SellSeats.SellAsync(
        Performance.Id, Ada with { PartySize = $"{people}", Access = access }, Guid.NewGuid(), Bea, CancellationToken.None);

    private Task<Result<Performance>> ChangeAsync(string wheelchair, string companion, string hours) => Host.ChangeSeats.ChangeAsync(
        Performance.Id, "0", "0", "chairs", acknowledgedShortfall: 0, Bea, CancellationToken.None, new AccessPlacesInput(wheelchair, companion, hours));

    private Task<Performance> StoredPerformanceAsync() => Host.PerformanceAsync(Performance.Id);

    // The performance has changed in the database since it was stored.
    private async Task<Reservation> StoredWaitingAsync(AReservation party)
    {
        await using var db = Host.Database.CreateDbContext();
        var performance = await db.Performances.Include(p => p.Room).Include(p => p.Show).SingleAsync(p => p.Id == Performance.Id);
        var reservation = party.For(performance).Build();
        db.Add(reservation);
        await db.SaveChangesAsync();
        return reservation;
    }

    private void SetTime(int hoursBefore, int seconds = 0) =>
        Host.Clock.SetUtcNow(new DateTimeOffset(Performance.StartsAt.AddHours(-hoursBefore).AddSeconds(seconds)));
}
