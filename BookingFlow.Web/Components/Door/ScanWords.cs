using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Components.Door;

/// <summary>What came of a scan, as the door's history tells it. No default arm on purpose: an outcome without words does not compile.</summary>
public static class ScanWords
{
    /// <param name="people">How many came in by it.</param>
    /// <param name="inside">How many of the party were inside afterwards.</param>
    public static string Of(ScanOutcome outcome, int people, int inside, IStringLocalizer<Words> t) => outcome switch
    {
        ScanOutcome.Admitted or ScanOutcome.MoreAdmitted or ScanOutcome.AdmittedOnPaper => t.Count($"Scan.{outcome}", people),
        ScanOutcome.Corrected => t.Count($"Scan.{outcome}", inside),
        ScanOutcome.Undone or ScanOutcome.NotOurTicket or ScanOutcome.ForeignCode or ScanOutcome.ReservationCancelled
            or ScanOutcome.PerformanceCancelled or ScanOutcome.NotConfirmed or ScanOutcome.WrongPerformance or ScanOutcome.TooEarly
            or ScanOutcome.TooLate or ScanOutcome.AlreadyCheckedIn => t[$"Scan.{outcome}"],
    };

    /// <summary>What such scans are called, however many people came in by them.</summary>
    public static string NameOf(ScanOutcome outcome, IStringLocalizer<Words> t) => outcome switch
    {
        ScanOutcome.Admitted or ScanOutcome.MoreAdmitted or ScanOutcome.AdmittedOnPaper or ScanOutcome.Corrected => t[$"History.Name.{outcome}"],
        ScanOutcome.Undone or ScanOutcome.NotOurTicket or ScanOutcome.ForeignCode or ScanOutcome.ReservationCancelled
            or ScanOutcome.PerformanceCancelled or ScanOutcome.NotConfirmed or ScanOutcome.WrongPerformance or ScanOutcome.TooEarly
            or ScanOutcome.TooLate or ScanOutcome.AlreadyCheckedIn => Of(outcome, people: 0, inside: 0, t),
    };
}
