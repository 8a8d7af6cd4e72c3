namespace BookingFlow.Web.Domain.Door;

/// <summary>
/// Resolves the admissions of one party in the order in which they happened, so that the result does not depend on the order in which devices send
/// them.
/// </summary>
/// <remarks>
/// An admission is a fact (docs/decisions/0058). Each counts with as many people as the party has left at that time; the others are its excess. An
/// undo sets the number of people inside to zero, a correction to its number.
/// </remarks>
public static class AdmissionTimeline
{
    /// <summary>Resolves the admissions, and sets outcome, people, people inside and excess of each entry.</summary>
    /// <remarks>Entries between two undos are left alone if none of them is a device's: nothing has changed for them.</remarks>
    /// <param name="party">With its performance.</param>
    /// <param name="history">All entries of the party, in any order; those made at the server in their order.</param>
    /// <returns>
    /// The admission that makes the check-in and how many people are inside; null if the check-in stays as it is.
    /// </returns>
    public static (ScanEvent First, int People)? Resolve(Reservation party, IEnumerable<ScanEvent> history, BookingRules rules)
    {
        (ScanEvent First, int People)? checkIn = null;
        foreach (var entries in SplitByUndo(InOrder(history)))
        {
            checkIn = entries.Exists(IsDeviceAdmission) ? ResolveUntilUndo(party, entries, rules) : null;
        }

        return checkIn;
    }

    // Two devices can have the same time: the order must not depend on which is received first.
    private static IEnumerable<ScanEvent> InOrder(IEnumerable<ScanEvent> history) => history
        .OrderBy(entry => entry.At)
        .ThenBy(entry => entry.ReceivedAt is not null)
        .ThenBy(entry => entry.ReceivedAt is null ? entry.Id : 0)
        .ThenBy(entry => entry.ReceivedAt is null ? Guid.Empty : entry.RequestId);

    private static List<List<ScanEvent>> SplitByUndo(IEnumerable<ScanEvent> ordered)
    {
        List<List<ScanEvent>> parts = [[]];
        foreach (var entry in ordered)
        {
            parts[^1].Add(entry);
            if (entry.Outcome == ScanOutcome.Undone)
            {
                parts.Add([]);
            }
        }

        return parts;
    }

    private static (ScanEvent First, int People)? ResolveUntilUndo(Reservation party, List<ScanEvent> entries, BookingRules rules)
    {
        var inside = 0;
        ScanEvent? first = null;
        foreach (var entry in entries)
        {
            if (entry.IsAdmission)
            {
                var letIn = entry.LetIn;
                var counted = Math.Clamp(party.PartySize - inside, 0, letIn);
                var outcome = OutcomeOf(party, entry, letIn - counted, isFirst: inside == 0, rules);
                inside += counted;
                first ??= entry;
                entry.Resolve(outcome, counted, inside, letIn - counted);
            }
            else
            {
                var after = entry.Outcome switch
                {
                    ScanOutcome.Undone => 0,
                    ScanOutcome.Corrected => Math.Min(entry.Inside, party.PartySize),
                    _ => inside,
                };
                entry.Resolve(entry.Outcome, after - inside, after, excess: 0);
                inside = after;
            }
        }

        return first is null || inside == 0 ? null : (first, inside);
    }

    private static ScanOutcome OutcomeOf(Reservation party, ScanEvent entry, int excess, bool isFirst, BookingRules rules) => entry switch
    {
        _ when excess > 0 => ScanOutcome.AdmittedTwice,
        { ReceivedAt: null, Outcome: ScanOutcome.AdmittedOnPaper } => ScanOutcome.AdmittedOnPaper,
        { ReceivedAt: not null } when FlagOf(party, entry, rules) is { } flag => flag,
        _ => isFirst ? ScanOutcome.Admitted : ScanOutcome.MoreAdmitted,
    };

    private static ScanOutcome? FlagOf(Reservation party, ScanEvent entry, BookingRules rules)
    {
        var performance = party.Performance;
        if (performance.CancelledAt is not null || party.Status == ReservationStatus.Cancelled)
        {
            return ScanOutcome.AdmittedCancelled;
        }

        if (party.Status != ReservationStatus.Confirmed)
        {
            return ScanOutcome.AdmittedUnconfirmed;
        }

        if (entry.AssignedPerformanceId is { } assigned && assigned != performance.Id)
        {
            return ScanOutcome.AdmittedMoved;
        }

        return entry.At < rules.DoorsOpenAt(performance) || entry.At >= rules.DoorsCloseAt(performance) ? ScanOutcome.AdmittedWhenClosed : null;
    }

    private static bool IsDeviceAdmission(ScanEvent entry) => entry is { ReceivedAt: not null, IsAdmission: true };
}
