using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Components.Door;

/// <summary>Texts of scan outcomes for the door's history. No default arm, so that an outcome without a text is a build error.</summary>
public static class ScanWords
{
    /// <summary>Returns the text of one scan.</summary>
    /// <param name="people">How many people the scan admitted, whether they count or not (<see cref="ScanEvent.LetIn"/>).</param>
    /// <param name="inside">How many people of the party are inside after the scan.</param>
    public static string Of(ScanOutcome outcome, int people, int inside, IStringLocalizer<Words> t) => outcome switch
    {
        ScanOutcome.Admitted or ScanOutcome.MoreAdmitted or ScanOutcome.AdmittedOnPaper or ScanOutcome.AdmittedTwice
            or ScanOutcome.AdmittedCancelled or ScanOutcome.AdmittedMoved or ScanOutcome.AdmittedUnconfirmed
            or ScanOutcome.AdmittedWhenClosed => t.Count($"Scan.{outcome}", people),
        ScanOutcome.Corrected => t.Count($"Scan.{outcome}", inside),
        ScanOutcome.Undone or ScanOutcome.NotOurTicket or ScanOutcome.ForeignCode or ScanOutcome.ReservationCancelled
            or ScanOutcome.PerformanceCancelled or ScanOutcome.NotConfirmed or ScanOutcome.WrongPerformance or ScanOutcome.TooEarly
            or ScanOutcome.TooLate or ScanOutcome.AlreadyCheckedIn or ScanOutcome.NoSeatsLeft => t[$"Scan.{outcome}"],
    };

    /// <summary>Returns the name of an outcome, without a number of people.</summary>
    public static string NameOf(ScanOutcome outcome, IStringLocalizer<Words> t) => outcome switch
    {
        ScanOutcome.Admitted or ScanOutcome.MoreAdmitted or ScanOutcome.AdmittedOnPaper or ScanOutcome.Corrected or ScanOutcome.AdmittedTwice
            or ScanOutcome.AdmittedCancelled or ScanOutcome.AdmittedMoved or ScanOutcome.AdmittedUnconfirmed
            or ScanOutcome.AdmittedWhenClosed => t[$"History.Name.{outcome}"],
        ScanOutcome.Undone or ScanOutcome.NotOurTicket or ScanOutcome.ForeignCode or ScanOutcome.ReservationCancelled
            or ScanOutcome.PerformanceCancelled or ScanOutcome.NotConfirmed or ScanOutcome.WrongPerformance or ScanOutcome.TooEarly
            or ScanOutcome.TooLate or ScanOutcome.AlreadyCheckedIn or ScanOutcome.NoSeatsLeft => Of(outcome, people: 0, inside: 0, t),
    };
}
