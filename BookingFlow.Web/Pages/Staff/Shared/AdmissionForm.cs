namespace BookingFlow.Web.Pages.Staff.Shared;

/// <summary>The form that lets a party in, or some of it.</summary>
/// <param name="Request">Names the form, so that a retry is not a duplicate guest.</param>
/// <param name="Action">Where it is sent; null: to the page's own address.</param>
/// <param name="Typed">How many were typed that cannot be; null: nothing wrong was.</param>
public sealed record AdmissionForm(PartyAtDoor Party, Guid Request, string? Action, string? Typed, InvalidField? Wrong)
{
    /// <summary>The most people for whom each number gets a button; a bigger party gets a field to type in.</summary>
    private const int MostButtons = 8;

    public bool IsRest => Party.Inside is not null;

    public bool HasField => Wrong is not null || Party.Left > MostButtons;

    /// <summary>The form that belongs to a party after what was told of it; null where nobody can be let in by it.</summary>
    /// <param name="told">What was refused; null: nothing yet.</param>
    /// <param name="requestId">The form that was answered. After a busy moment the same one is sent again, for it may have been heard.</param>
    public static AdmissionForm? For(PartyAtDoor? party, Failure? told, string? requestId, string? typed, string? action)
    {
        if (party is not { Left: > 0 }
            || told?.Kind is not (null or FailureKind.InvalidInput or FailureKind.FormExpired or FailureKind.Busy or FailureKind.AlreadyCheckedIn))
        {
            return null;
        }

        var request = told?.Kind == FailureKind.Busy && Guid.TryParse(requestId, out var same) ? same : Guid.NewGuid();
        return new AdmissionForm(party, request, action, typed, told?.Fields.FirstOrDefault(wrong => wrong.Field == FormField.People));
    }
}
