using System.Globalization;
using BookingFlow.Tests.UseCases;
using BookingFlow.Web.Data;
using BookingFlow.Web.UseCases.Door;
using CsCheck;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Races;

public sealed class RandomScheduleOnSqliteTests() : RandomScheduleTests(DatabaseDialect.Sqlite);

public sealed class RandomScheduleOnSqlServerTests() : RandomScheduleTests(DatabaseDialect.SqlServer);

/// <summary>
/// Random sequences of everything that visitors, box office and door can do with one performance, compared with <see cref="PerformanceModel"/>
/// after each step. A failure is shrunk to a short sequence, which CsCheck prints with its seed.
/// </summary>
/// <remarks>
/// It is thirty minutes before the start: doors and booking are open, the waiting list gives seats, and unclaimed seats are released.
/// </remarks>
public abstract class RandomScheduleTests(DatabaseDialect dialect) : UseCaseTests(dialect)
{
    private const int Capacity = 6;

    /// <summary>Schedules in one run; <c>BOOKINGFLOW_SCHEDULES</c> sets another number.</summary>
    private static readonly int Iterations = int.Parse(Environment.GetEnvironmentVariable("BOOKINGFLOW_SCHEDULES") ?? "150", CultureInfo.InvariantCulture);

    private static readonly Gen<ScheduledAct> AnyAct =
        from kind in Gen.Enum<ScheduledActKind>()
        from who in Gen.Int[0, 5]
        from people in Gen.Int[1, 5]
        from smallest in Gen.Int[1, 5]
        select new ScheduledAct(kind, who, people, Math.Min(people, smallest));

    private readonly Performance _other = new APerformance().WithCapacity(500).Build();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var profile = AVenue.Profile();
        profile.WaitingListClosesMinutes = 0;
        Host.CurrentVenue.Set(profile);
        await Host.Database.AddAsync(_other);
        Host.Clock.SetUtcNow(new DateTimeOffset(_other.StartsAt.AddMinutes(-30)));
    }

    [Fact]
    public Task Each_step_of_a_random_schedule_has_the_outcome_of_the_model() =>
        AnyAct.Array[1, 25].SampleAsync(RunAsync, iter: Iterations, threads: 1, print: acts => string.Join("\n", acts.Select(act => act.ToString())));

    private async Task RunAsync(ScheduledAct[] acts)
    {
        var performance = new APerformance().WithCapacity(Capacity).With(p => p.CurtainReleaseMinutes = 40).Build();
        await Host.Database.AddAsync(performance);
        var (model, parties) = (new PerformanceModel(Capacity), new List<ScheduledParty>());
        for (var step = 0; step < acts.Length; step++)
        {
            Host.Clock.Advance(TimeSpan.FromMilliseconds(1));
            // What a moved party does concerns the other performance.
            var isMoved = model.Parties.ElementAtOrDefault(acts[step].Who) is { Status: null };
            var expected = model.Apply(acts[step]);
            var succeeded = await ApplyAsync(acts[step], performance, parties, isMoved);
            Assert.True(expected == succeeded, $"Step {step} {(succeeded ? "succeeded" : "failed")}: {acts[step]}");
            await CompareAsync(model, performance, parties, $"after step {step}: {acts[step]}");
        }
    }

    private async Task<bool> ApplyAsync(ScheduledAct act, Performance performance, List<ScheduledParty> parties, bool isMoved)
    {
        var people = act.People.ToString(CultureInfo.InvariantCulture);
        if (act.Kind is ScheduledActKind.Reserve)
        {
            var reservation = new AReservation().For(performance).OfParty(act.People).CreatedAt(Host.Clock.GetUtcNow().UtcDateTime)
                .ExpiringAt(performance.StartsAt).Build();
            var link = await StoreAsync(reservation);
            parties.Add(new ScheduledParty(reservation.Id, reservation.Reference, link));
            return true;
        }

        if (act.Kind is ScheduledActKind.AdmitWalkIn)
        {
            var walkIn = await Host.AdmitWalkIn.AdmitAsync(performance.Id, "Walk-in", people, Host.Steward, Guid.NewGuid(), CancellationToken.None);
            if (walkIn.Succeeded)
            {
                var stored = await Host.Database.ReadAsync(db => db.Reservations.SingleAsync(r => r.Reference == walkIn.Value.Reference));
                parties.Add(new ScheduledParty(stored.Id, stored.Reference, Token.New()));
            }

            return walkIn.Succeeded;
        }

        if (act.Kind is ScheduledActKind.ChangeSeats)
        {
            return (await Host.ChangeSeats.ChangeAsync(
                performance.Id, people, "0", "chairs", acknowledgedShortfall: 1000, Host.Actor, CancellationToken.None)).Succeeded;
        }

        if (act.Who >= parties.Count || isMoved)
        {
            return false;
        }

        var party = parties[act.Who];
        var smallest = act.Smallest.ToString(CultureInfo.InvariantCulture);
        return act.Kind switch
        {
            ScheduledActKind.Confirm => (await Host.ConfirmReservation.ConfirmAsync(
                party.Link, Guid.NewGuid(), null, CancellationToken.None)).Succeeded,
            ScheduledActKind.JoinWaitingList => (await Host.JoinWaitingList.JoinAsync(party.Link, smallest, CancellationToken.None)).Succeeded,
            ScheduledActKind.ChangeParty => (await Host.ChangeOwnReservation.ChangeAsync(
                party.Link.Party, Guid.NewGuid(), people, smallest, CancellationToken.None)).Succeeded,
            ScheduledActKind.Release => (await Host.ChangeOwnReservation.ReleaseAsync(
                party.Link.Party, Guid.NewGuid(), CancellationToken.None)).Succeeded,
            ScheduledActKind.TakeBack => (await Host.ChangeOwnReservation.TakeBackAsync(
                party.Link.Party, Guid.NewGuid(), act.People, CancellationToken.None)).Succeeded,
            ScheduledActKind.Cancel => (await Host.CancelReservation.CancelAsync(
                party.Id, notifyParty: false, reason: null, Host.Actor, CancellationToken.None)).Succeeded,
            ScheduledActKind.Move => (await Host.MoveReservation.MoveAsync(party.Id, _other.Id, Host.Actor, CancellationToken.None)).Succeeded,
            ScheduledActKind.CheckIn => (await Host.CheckInParty.AdmitAsync(
                party.Reference, Host.Steward, new Admission(Guid.NewGuid(), act.People), CancellationToken.None)).Succeeded,
            ScheduledActKind.AdmitWaiting => (await Host.AdmitWaitingParty.AdmitAsync(
                party.Id, people, Host.Steward, Guid.NewGuid(), CancellationToken.None)).Succeeded,
            ScheduledActKind.Reserve or ScheduledActKind.AdmitWalkIn or ScheduledActKind.ChangeSeats => throw new InvalidOperationException(),
        };
    }

    private async Task<Token> StoreAsync(Reservation reservation)
    {
        var link = Token.New();
        await using var db = Host.Database.CreateDbContext();
        db.Attach(reservation.Performance);
        db.Add(reservation);
        db.Add(ReservationToken.Of(link, TokenPurpose.Confirmation, reservation, reservation.CreatedAt, reservation.ExpiresAt));
        db.Add(ReservationToken.Of(link.Party, TokenPurpose.Party, reservation, reservation.CreatedAt));
        await db.SaveChangesAsync();
        return link;
    }

    private async Task CompareAsync(PerformanceModel model, Performance performance, List<ScheduledParty> parties, string when)
    {
        var stored = await Host.PerformanceAsync(performance.Id);
        var reservations = await Host.Database.ReadAsync(db => db.Reservations.Where(r => r.PerformanceId == performance.Id).ToListAsync());
        var inside = await Host.Database.ReadAsync(
            db => db.CheckIns.Where(c => c.Reservation.PerformanceId == performance.Id).SumAsync(c => c.People));
        Assert.True(
            (model.ConfirmedSeats, model.WaitingPeople, model.ReleasedSeats, model.Inside)
                == (stored.ConfirmedSeats, stored.WaitingPeople, stored.ReleasedSeats, inside),
            $"{(stored.ConfirmedSeats, stored.WaitingPeople, stored.ReleasedSeats, inside)} {when}");
        Assert.True(
            stored.ConfirmedSeats == reservations.Where(r => r.Status == ReservationStatus.Confirmed).Sum(r => r.PartySize)
                && stored.WaitingPeople == reservations.Where(r => r.Status == ReservationStatus.Waiting).Sum(r => r.PartySize),
            $"A counter is not its sum {when}");
        Assert.DoesNotContain(
            reservations, r => r.Status == ReservationStatus.Waiting && WaitingListRules.SeatsFor(r, stored.SeatsLeft) > 0);
        foreach (var (party, expected) in parties.Zip(model.Parties))
        {
            // A moved party is at the other performance.
            var actual = reservations.Find(r => r.Id == party.Id);
            Assert.True(
                (expected.Status, expected.People) == (actual?.Status, actual?.PartySize),
                $"Party {party.Reference} is {actual?.Status}, {actual?.PartySize} people {when}");
        }
    }
}
