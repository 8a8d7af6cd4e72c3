using System.Globalization;
using BookingFlow.Tests.UseCases;
using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Checking;
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
/// It is thirty minutes before the start: doors and booking are open, and the waiting list gives seats. Each test runs with unclaimed seats released,
/// and without a curtain release, so that access places are held back at the door.
/// </remarks>
public abstract class RandomScheduleTests(DatabaseDialect dialect) : UseCaseTests(dialect)
{
    private const int Capacity = 6;

    /// <summary>Schedules in one run; <c>BOOKINGFLOW_SCHEDULES</c> sets another number.</summary>
    private static readonly int Iterations = int.Parse(Environment.GetEnvironmentVariable("BOOKINGFLOW_SCHEDULES") ?? "150", CultureInfo.InvariantCulture);

    /// <summary>Schedules of several clients in one run: fewer, because each step is compared in every order.</summary>
    private static readonly int ParallelIterations = Iterations / 2;

    private static readonly Gen<ScheduledAct> AnyAct =
        from kind in Gen.Enum<ScheduledActKind>()
        from who in Gen.Int[0, 5]
        from people in Gen.Int[1, 5]
        from smallest in Gen.Int[1, 5]
        from wheelchair in Gen.Int[0, 2]
        from companion in Gen.Int[0, 2]
        from isReleased in Gen.Bool
        select new ScheduledAct(kind, who, people, Math.Min(people, smallest), new AccessPlaces(wheelchair, companion), isReleased);

    private readonly Performance _other = new APerformance().WithCapacity(1000).WithAccessPlaces(250, 250, releaseHours: 0).Build();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var profile = AVenue.Profile();
        profile.WaitingListClosesMinutes = 0;
        Host.CurrentVenue.Set(profile);
        await Host.Database.AddAsync(_other);
        Host.Clock.SetUtcNow(new DateTimeOffset(_other.StartsAt.AddMinutes(-30)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task Each_step_of_a_random_schedule_has_the_outcome_of_the_model(bool isAfterCurtainRelease) =>
        AnyAct.Array[1, 25].SampleAsync(
            acts => RunAsync(acts, isAfterCurtainRelease), iter: Iterations, threads: 1,
            print: acts => string.Join("\n", acts.Select(act => act.ToString())));

    private async Task RunAsync(ScheduledAct[] acts, bool isAfterCurtainRelease)
    {
        var performance = APerformance(isAfterCurtainRelease);
        await Host.Database.AddAsync(performance);
        var (model, parties) = (new PerformanceModel(Capacity, isAfterCurtainRelease), new List<ScheduledParty>());
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

    /// <summary>Steps of one to three acts of as many clients at the same time.</summary>
    /// <remarks>
    /// After each step, the outcomes and the stored state must be those of the model for one of the orders of its acts. The models of all orders for
    /// which they are go on: where two orders end in the same state, the next steps tell them apart.
    /// </remarks>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task Acts_of_several_clients_at_the_same_time_have_the_outcome_of_the_model_in_one_of_their_orders(bool isAfterCurtainRelease) =>
        AnyAct.Array[1, 3].Array[1, 12].SampleShrunkAsync(
            steps => RunParallelAsync(steps, isAfterCurtainRelease),
            ParallelIterations,
            steps => string.Join("\n", steps.Select(acts => string.Join(" ‖ ", acts.Select(act => act.ToString())))));

    private static Performance APerformance(bool isAfterCurtainRelease) => new APerformance().WithCapacity(Capacity)
        .With(p => p.CurtainReleaseMinutes = isAfterCurtainRelease ? 40 : null).Build();

    private async Task RunParallelAsync(ScheduledAct[][] steps, bool isAfterCurtainRelease)
    {
        var performance = APerformance(isAfterCurtainRelease);
        await Host.Database.AddAsync(performance);
        var parties = new List<ScheduledParty>();
        List<PerformanceModel> models = [new PerformanceModel(Capacity, isAfterCurtainRelease)];
        for (var step = 0; step < steps.Length; step++)
        {
            Host.Clock.Advance(TimeSpan.FromMilliseconds(1));
            var acts = WithoutMovedParties(steps[step], models[0]);
            var outcomes = await ApplyAsync(acts, performance, parties);
            var when = $"after step {step}: {string.Join(" ‖ ", acts.Select(act => act.ToString()))}";
            models = await MatchingAsync(models, acts, outcomes, performance, parties, when);
        }

        foreach (var result in await new DatabaseChecker(Host.Database, Host.CurrentVenue, Host.Clock).CheckAsync(CancellationToken.None))
        {
            Assert.True(result.Holds, $"{result.Rule} {string.Join(", ", result.Findings)}");
        }
    }

    /// <summary>
    /// Leaves out acts of unknown and moved parties: those of a moved one concern the other performance, also if it moves in this step.
    /// </summary>
    private static List<ScheduledAct> WithoutMovedParties(ScheduledAct[] acts, PerformanceModel model)
    {
        var moving = acts.Where(act => act.Kind is ScheduledActKind.Move).Select(act => act.Who).ToHashSet();
        return
        [
            .. acts.Where(act => act.Kind is ScheduledActKind.Reserve or ScheduledActKind.AdmitWalkIn or ScheduledActKind.ChangeSeats
                    or ScheduledActKind.ChangeAccessPlaces
                || (model.Parties.ElementAtOrDefault(act.Who) is { Status: not null }
                    && (!moving.Contains(act.Who) || (act.Kind is ScheduledActKind.Move && acts.Count(other => other == act) == 1)))),
        ];
    }

    /// <summary>Does acts at the same time. Parties that they add get the order of the acts.</summary>
    private async Task<bool[]> ApplyAsync(List<ScheduledAct> acts, Performance performance, List<ScheduledParty> parties)
    {
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var clients = acts.Select(act => Task.Run(async () =>
        {
            List<ScheduledParty> own = [.. parties];
            await start.Task;
            var succeeded = await ApplyAsync(act, performance, own, isMoved: false);
            return (succeeded, Added: own[parties.Count..]);
        })).ToList();
        start.SetResult();
        var results = await Task.WhenAll(clients);
        parties.AddRange(results.SelectMany(result => result.Added));
        return [.. results.Select(result => result.succeeded)];
    }

    /// <summary>Takes a step in every order in every model.</summary>
    /// <returns>The models whose outcomes and state are those of the program.</returns>
    private async Task<List<PerformanceModel>> MatchingAsync(
        List<PerformanceModel> models, List<ScheduledAct> acts, bool[] outcomes, Performance performance, List<ScheduledParty> parties, string when)
    {
        List<PerformanceModel> matching = [];
        List<string> differences = [];
        foreach (var order in models.SelectMany(model => Orders.Of(acts.Count).Select(order => (Model: model.Clone(), Acts: order))))
        {
            var expected = order.Model.Apply(acts, order.Acts);
            if (!expected.SequenceEqual(outcomes))
            {
                differences.Add($"In the order {string.Join(", ", order.Acts)} they would have been {string.Join(", ", expected)}.");
            }
            else if (await DifferenceAsync(order.Model, performance, parties) is { } difference)
            {
                differences.Add($"In the order {string.Join(", ", order.Acts)}: {difference}");
            }
            else if (!matching.Exists(other => other.IsSame(order.Model)))
            {
                matching.Add(order.Model);
            }
        }

        Assert.True(
            matching.Count > 0, $"The outcomes {string.Join(", ", outcomes)} {when}\n{string.Join("\n", differences.Distinct(StringComparer.Ordinal))}");
        return matching;
    }

    private async Task<bool> ApplyAsync(ScheduledAct act, Performance performance, List<ScheduledParty> parties, bool isMoved)
    {
        var people = act.People.ToString(CultureInfo.InvariantCulture);
        if (act.Kind is ScheduledActKind.Reserve)
        {
            var reservation = new AReservation().For(performance).OfParty(act.People).WithPlaces(act.PartyAccess)
                .CreatedAt(Host.Clock.GetUtcNow().UtcDateTime).ExpiringAt(performance.StartsAt).Build();
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

        if (act.Kind is ScheduledActKind.ChangeAccessPlaces)
        {
            // Of 0 hours, the time to release them is the start, which is not reached; of 1 hour, it has passed.
            return (await Host.ChangeSeats.ChangeAsync(
                performance.Id, people, "0", "chairs", acknowledgedShortfall: 1000, Host.Actor, CancellationToken.None,
                new AccessPlacesInput($"{act.Access.Wheelchair}", $"{act.Access.Companion}", act.IsAccessReleased ? "1" : "0"))).Succeeded;
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
            ScheduledActKind.Reserve or ScheduledActKind.AdmitWalkIn or ScheduledActKind.ChangeSeats or ScheduledActKind.ChangeAccessPlaces =>
                throw new InvalidOperationException(),
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
        var difference = await DifferenceAsync(model, performance, parties);
        Assert.True(difference is null, $"{difference} {when}");
    }

    /// <returns>How the stored state differs from the model; null if it does not.</returns>
    private async Task<string?> DifferenceAsync(PerformanceModel model, Performance performance, List<ScheduledParty> parties)
    {
        var stored = await Host.PerformanceAsync(performance.Id);
        var reservations = await Host.Database.ReadAsync(db => db.Reservations.Where(r => r.PerformanceId == performance.Id).ToListAsync());
        var inside = await Host.Database.ReadAsync(
            db => db.CheckIns.Where(c => c.Reservation.PerformanceId == performance.Id).SumAsync(c => c.People));
        if ((model.ConfirmedSeats, model.WaitingPeople, model.ReleasedSeats, model.Inside)
            != (stored.ConfirmedSeats, stored.WaitingPeople, stored.ReleasedSeats, inside))
        {
            return $"{(stored.ConfirmedSeats, stored.WaitingPeople, stored.ReleasedSeats, inside)}";
        }

        if ((model.ConfirmedWheelchairs, model.ConfirmedCompanions) != (stored.ConfirmedWheelchairPlaces, stored.ConfirmedCompanionPlaces))
        {
            return $"Access places {stored.ConfirmedAccessPlaces}";
        }

        if (stored.ConfirmedSeats != reservations.Where(r => r.Status == ReservationStatus.Confirmed).Sum(r => r.PartySize)
            || stored.WaitingPeople != reservations.Where(r => r.Status == ReservationStatus.Waiting).Sum(r => r.PartySize)
            || stored.ConfirmedAccessPlaces
                != reservations.Where(r => r.Status == ReservationStatus.Confirmed).Aggregate(AccessPlaces.None, (sum, r) => sum + r.AccessPlaces))
        {
            return "A counter is not its sum";
        }

        if (reservations.Exists(r => r.Status == ReservationStatus.Waiting && WaitingListRules.SeatsFor(r, stored.Capacity) > 0))
        {
            return "A party waits for seats that are free";
        }

        foreach (var (party, expected) in parties.Zip(model.Parties))
        {
            // A moved party is at the other performance.
            var actual = reservations.Find(r => r.Id == party.Id);
            if ((expected.Status, expected.People) != (actual?.Status, actual?.PartySize)
                || (actual is not null && actual.AccessPlaces != new AccessPlaces(expected.Wheelchair, expected.Companion)))
            {
                return $"Party {party.Reference} is {actual?.Status}, {actual?.PartySize} people, {actual?.AccessPlaces}";
            }
        }

        return null;
    }
}
