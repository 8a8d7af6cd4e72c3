namespace BookingFlow.Web.Pages.Staff.Shared;

/// <summary>The form that admits a party, or some of it.</summary>
/// <param name="Request">Idempotency key of the rendered form, so that a repeated submission admits the party only once.</param>
/// <param name="Action">Address that the form is sent to; null: the page's own address.</param>
/// <param name="PeopleInput">The number of people as submitted; null: none was submitted.</param>
/// <param name="PeopleError">The error of that number; null: it is valid.</param>
public sealed record AdmissionForm(PartyAtDoor Party, Guid Request, string? Action, string? PeopleInput, InvalidField? PeopleError)
{
    /// <summary>Largest number of people with one button per number. A larger party gets a number field instead.</summary>
    private const int MaxButtons = 8;

    public bool IsRemainder => Party.CheckIn is not null;

    /// <summary>Whether the form has a number field instead of buttons.</summary>
    public bool HasField => PeopleError is not null || Party.Remaining > MaxButtons;

    /// <summary>Creates the form for a party after the previous request.</summary>
    /// <param name="party">Null: the ticket is unknown.</param>
    /// <param name="failure">Failure of the previous request; null: it did not fail.</param>
    /// <param name="requestId">
    /// Idempotency key of the previous request. It is reused after <see cref="FailureKind.Busy"/> and <see cref="FailureKind.Unavailable"/>,
    /// because that request may have been committed.
    /// </param>
    /// <param name="peopleInput">The number of people as submitted.</param>
    /// <param name="action">Address that the form is sent to; null: the page's own address.</param>
    /// <returns>The form; null when the party cannot be admitted, or all of it is inside.</returns>
    public static AdmissionForm? For(PartyAtDoor? party, Failure? failure, string? requestId, string? peopleInput, string? action)
    {
        if (party is not { Remaining: > 0 }
            || failure?.Kind is not (
                null or FailureKind.InvalidInput or FailureKind.FormExpired or FailureKind.Busy or FailureKind.Unavailable
                or FailureKind.AlreadyCheckedIn))
        {
            return null;
        }

        var mayBeCommitted = failure?.Kind is FailureKind.Busy or FailureKind.Unavailable;
        var request = mayBeCommitted && Guid.TryParse(requestId, out var previous) ? previous : Guid.NewGuid();
        return new AdmissionForm(party, request, action, peopleInput, failure?.Fields.FirstOrDefault(error => error.Field == FormField.People));
    }
}
