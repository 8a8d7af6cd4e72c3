using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Data.Checking;

/// <summary>Checks that the stored data is a state that the program can have written. Changes nothing.</summary>
/// <remarks>
/// For operators, after a restore or a fault of the machine, and for the tests that interrupt the program (docs/decisions/0054). What the database
/// itself refuses, by constraints and unique indexes, is not checked again.
/// </remarks>
public sealed class DatabaseChecker(IDbContextFactory<BookingDbContext> contexts, CurrentVenue current, TimeProvider clock)
{
    /// <summary>Findings of one rule that are listed; the rest is counted.</summary>
    private const int MaxFindings = 20;

    /// <summary>Runs all checks.</summary>
    /// <returns>The results in a fixed order.</returns>
    public async Task<IReadOnlyList<DataCheckResult>> CheckAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        (string Rule, Func<Task<List<string>>> Find)[] checks =
        [
            ("The database file is intact.", () => db.FindDamageAsync(cancellationToken)),
            ("Each count of confirmed seats is the sum of the confirmed reservations.",
                () => WrongCountsAsync(db, ReservationStatus.Confirmed, cancellationToken)),
            ("Each count of waiting people is the sum of the waiting reservations.",
                () => WrongCountsAsync(db, ReservationStatus.Waiting, cancellationToken)),
            ("Each count of wheelchair and companion places is the sum of the confirmed reservations.",
                () => WrongAccessCountsAsync(db, cancellationToken)),
            ("No upcoming performance has more confirmed seats than seats, unless staff removed seats.", () => OverbookedAsync(db, cancellationToken)),
            ("No seat is free while a waiting party fits into it.", () => WaitingInVainAsync(db, cancellationToken)),
            ("Times and status of each reservation agree.", () => ContradictoryReservationsAsync(db, cancellationToken)),
            ("Only confirmed parties are checked in, or parties let in by a device, and no more people than they are.", () => WrongCheckInsAsync(db, cancellationToken)),
            ("Each confirmed party that has been mailed is owed its ticket, or has been sent it.", () => WithoutTicketAsync(db, cancellationToken)),
            ("No mail is both sent and given up, or sent and claimed.", () => ContradictoryMailsAsync(db, cancellationToken)),
            ("No message to a webhook is both delivered and given up, or delivered and claimed.",
                () => ContradictoryDeliveriesAsync(db, cancellationToken)),
            ("Each link has 32 bytes of hash, and each confirmation link expires.", () => WrongTokensAsync(db, cancellationToken)),
        ];
        List<DataCheckResult> results = [];
        foreach (var (rule, findAsync) in checks)
        {
            results.Add(new DataCheckResult(rule, Shorten(await findAsync())));
        }

        return results;
    }

    private static List<string> Shorten(List<string> findings) => findings.Count <= MaxFindings
        ? findings
        : [.. findings.Take(MaxFindings), $"and {findings.Count - MaxFindings} more"];

    /// <param name="status">Confirmed or Waiting.</param>
    private static async Task<List<string>> WrongCountsAsync(BookingDbContext db, ReservationStatus status, CancellationToken cancellationToken)
    {
        // One statement, because the program may be writing.
        var counts = await db.Performances
            .Select(p => new
            {
                p.Id,
                Stored = status == ReservationStatus.Waiting ? p.WaitingPeople : p.ConfirmedSeats,
                Sum = db.Reservations.Where(r => r.PerformanceId == p.Id && r.Status == status).Sum(r => r.PartySize),
            })
            .Where(p => p.Stored != p.Sum)
            .OrderBy(p => p.Id)
            .ToListAsync(cancellationToken);
        return [.. counts.Select(p => $"performance {p.Id} has {p.Stored}, its reservations have {p.Sum}")];
    }

    private static async Task<List<string>> WrongAccessCountsAsync(BookingDbContext db, CancellationToken cancellationToken)
    {
        // One statement, because the program may be writing.
        var confirmed = db.Reservations.Where(r => r.Status == ReservationStatus.Confirmed);
        var counts = await db.Performances
            .Select(p => new
            {
                p.Id,
                p.ConfirmedWheelchairPlaces,
                p.ConfirmedCompanionPlaces,
                Wheelchair = confirmed.Where(r => r.PerformanceId == p.Id).Sum(r => r.WheelchairPlaces),
                Companion = confirmed.Where(r => r.PerformanceId == p.Id).Sum(r => r.CompanionPlaces),
            })
            .Where(p => p.ConfirmedWheelchairPlaces != p.Wheelchair || p.ConfirmedCompanionPlaces != p.Companion)
            .OrderBy(p => p.Id)
            .ToListAsync(cancellationToken);
        return
        [
            .. counts.Select(p => $"performance {p.Id} has {p.ConfirmedWheelchairPlaces} and {p.ConfirmedCompanionPlaces}, "
                + $"its reservations have {p.Wheelchair} and {p.Companion}"),
        ];
    }

    // Of past performances the room may have another capacity today. Staff may remove seats below the confirmed ones; the seat history has that.
    private async Task<List<string>> OverbookedAsync(BookingDbContext db, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var full = await db.Performances.Include(p => p.Room).Where(p => p.StartsAt > now).OrderBy(p => p.Id).ToListAsync(cancellationToken);
        List<string> findings = [];
        foreach (var performance in full.Where(p => p.SeatsLeft < 0))
        {
            var changes = await db.CapacityChanges.Where(c => c.PerformanceId == performance.Id).ToListAsync(cancellationToken);
            if (!changes.Exists(c => c.After.CutsBelowConfirmed(c.Before)))
            {
                findings.Add($"performance {performance.Id} has {performance.ConfirmedSeats} confirmed of {performance.Capacity.Seats} seats");
            }
        }

        return findings;
    }

    private async Task<List<string>> WaitingInVainAsync(BookingDbContext db, CancellationToken cancellationToken)
    {
        // A command does not load the profile at its start.
        var rules = (await db.VenueProfiles.SingleOrDefaultAsync(cancellationToken))?.ToBookingRules() ?? current.Rules;
        var now = clock.GetUtcNow().UtcDateTime;
        var performances = await db.Performances.Include(p => p.Room).Where(p => p.WaitingPeople > 0).OrderBy(p => p.Id)
            .ToListAsync(cancellationToken);
        List<string> findings = [];
        foreach (var performance in performances.Where(p => p.Capacity.Free > 0 && WaitingListRules.GivesSeats(p, rules, now)))
        {
            var waiting = await db.WaitingParties(performance.Id).ToListAsync(cancellationToken);
            findings.AddRange(waiting.Where(party => WaitingListRules.SeatsFor(party, performance.Capacity) > 0)
                .Select(party => $"reservation {party.Id} waits, and performance {performance.Id} has {performance.SeatsLeft} seats left"));
        }

        return findings;
    }

    private static async Task<List<string>> ContradictoryReservationsAsync(BookingDbContext db, CancellationToken cancellationToken)
    {
        var wrong = await db.Reservations
            .Where(r => (r.Status == ReservationStatus.Confirmed && (r.ConfirmedAt == null || r.CancelledAt != null))
                || (r.Status == ReservationStatus.Cancelled && r.CancelledAt == null)
                || (r.Status == ReservationStatus.Pending && (r.ConfirmedAt != null || r.WaitingSince != null))
                || (r.ReleasedAt != null && r.Status != ReservationStatus.Cancelled))
            .OrderBy(r => r.Id)
            .Select(r => new { r.Id, r.Status })
            .ToListAsync(cancellationToken);
        return [.. wrong.Select(r => $"reservation {r.Id} is {r.Status}")];
    }

    private static async Task<List<string>> WrongCheckInsAsync(BookingDbContext db, CancellationToken cancellationToken)
    {
        var wrong = await db.CheckIns
            .Where(c => c.People > c.Reservation.PartySize
                || (c.Reservation.Status != ReservationStatus.Confirmed
                    && !db.ScanEvents.Any(e => e.ReservationId == c.ReservationId && e.ReceivedAt != null)))
            .OrderBy(c => c.Id)
            .Select(c => new { c.ReservationId, c.Reservation.Status, c.People, c.Reservation.PartySize })
            .ToListAsync(cancellationToken);
        return [.. wrong.Select(c => $"reservation {c.ReservationId} is {c.Status}, {c.People} of {c.PartySize} people are checked in")];
    }

    // A party that was admitted when it got its seats, at the door, needs no ticket. The parties of the demo season were never mailed.
    private static async Task<List<string>> WithoutTicketAsync(BookingDbContext db, CancellationToken cancellationToken)
    {
        MailKind[] tickets = [.. Enum.GetValues<MailKind>().Where(kind => kind.HasTicket())];
        var without = await db.Reservations
            .Where(r => r.Status == ReservationStatus.Confirmed && r.Email != null)
            .Where(r => db.Outbox.Any(m => m.ReservationId == r.Id))
            .Where(r => !db.Outbox.Any(m => m.ReservationId == r.Id && tickets.Contains(m.Kind)))
            .Where(r => !db.CheckIns.Any(c => c.ReservationId == r.Id && c.At == r.ConfirmedAt))
            // A device may have let the party in before.
            .Where(r => !db.ScanEvents.Any(e => e.ReservationId == r.Id && e.At == r.ConfirmedAt && e.ReceivedAt == null && e.People + e.Excess > 0))
            .OrderBy(r => r.Id)
            .Select(r => r.Id)
            .ToListAsync(cancellationToken);
        return [.. without.Select(id => $"reservation {id}")];
    }

    private static async Task<List<string>> ContradictoryMailsAsync(BookingDbContext db, CancellationToken cancellationToken)
    {
        var wrong = await db.Outbox
            .Where(m => m.SentAt != null && (m.GivenUpAt != null || m.ClaimedBy != null))
            .OrderBy(m => m.Id)
            .Select(m => m.Id)
            .ToListAsync(cancellationToken);
        return [.. wrong.Select(id => $"mail {id}")];
    }

    private static async Task<List<string>> ContradictoryDeliveriesAsync(BookingDbContext db, CancellationToken cancellationToken)
    {
        var wrong = await db.WebhookDeliveries
            .Where(d => d.DeliveredAt != null && (d.GivenUpAt != null || d.ClaimedBy != null))
            .OrderBy(d => d.Id)
            .Select(d => d.Id)
            .ToListAsync(cancellationToken);
        return [.. wrong.Select(id => $"message {id}")];
    }

    private static async Task<List<string>> WrongTokensAsync(BookingDbContext db, CancellationToken cancellationToken)
    {
        var wrong = await db.Tokens
            .Where(t => t.Hash.Length != 32 || (t.Purpose == TokenPurpose.Confirmation && t.ExpiresAt == null))
            .OrderBy(t => t.Id)
            .Select(t => t.Id)
            .ToListAsync(cancellationToken);
        return [.. wrong.Select(id => $"token {id}")];
    }
}
