namespace BookingFlow.Web.Pages.Staff.CheckIn;

/// <summary>A place that answers where the form was sent: who came in, or what was refused.</summary>
public interface IDoorAnswer
{
    /// <summary>The party that was let in; null: none was.</summary>
    AdmittedParty? Admitted { get; }

    Failure? Failure { get; }

    /// <summary>UTC.</summary>
    DateTime Now { get; }

    /// <summary>Whether the answer fills the screen, as that to a scan does; what is wrong with the form stands above the form instead.</summary>
    bool IsOutcome => Admitted is not null || (Failure is not null && ScanEvent.OutcomeOf(Failure) is not null);
}
