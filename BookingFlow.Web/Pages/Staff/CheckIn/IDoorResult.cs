namespace BookingFlow.Web.Pages.Staff.CheckIn;

/// <summary>A page that shows the result of an admission in place instead of redirecting: the admitted party, or the failure.</summary>
public interface IDoorResult
{
    /// <summary>The admitted party; null: none was admitted.</summary>
    AdmittedParty? Admitted { get; }

    Failure? Failure { get; }

    /// <summary>Current time, UTC.</summary>
    DateTime Now { get; }

    /// <summary>Whether the result is shown like that of a scan. False for form errors, which are shown above the form.</summary>
    bool IsScanOutcome => Admitted is not null || (Failure is not null && ScanEvent.OutcomeOf(Failure) is not null);
}
