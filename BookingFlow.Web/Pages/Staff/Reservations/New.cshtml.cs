using System.Globalization;
using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Shared;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.UseCases.Reservations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.Reservations;

/// <summary>Makes a confirmed reservation for a party at the box office or on the telephone.</summary>
public sealed class NewModel(BookingDbContext db, SellSeats sell, MailServerCapabilities mailServer, Venue venue, TimeProvider clock) : StaffPage(db)
{
    /// <summary>Id of the performance: from the query string at first, then from the form.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Performance { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    /// <summary>The suggested address when it was taken, otherwise as typed.</summary>
    [BindProperty]
    public string? Email
    {
        get => SuggestedEmail ?? field;
        set;
    }

    /// <summary>Sent by the button that takes the suggestion of <see cref="EmailQuestion"/>.</summary>
    [BindProperty]
    public string? SuggestedEmail { get; set; }

    /// <inheritdoc cref="EmailQuestion.Asked"/>
    [BindProperty]
    public string? AskedEmails { get; set; }

    [BindProperty]
    public string? Phone { get; set; }

    [BindProperty]
    public string? Notes { get; set; }

    [BindProperty]
    public string? PartySize { get; set; }

    [BindProperty]
    public string? StaffNote { get; set; }

    [BindProperty]
    public bool WheelchairPlace { get; set; }

    [BindProperty]
    public bool CompanionPlace { get; set; }

    /// <summary>Whether any of the performances has wheelchair places.</summary>
    public bool HasWheelchairPlaces => Performances.Any(p => p.Capacity.AccessPlaces.Wheelchair > 0);

    /// <summary>Id of the reservation whose details the form is filled in with at first, to copy it to another performance.</summary>
    [FromQuery(Name = "from")]
    public int? CopiedId { get; set; }

    /// <summary>Idempotency key of the rendered form, so that a double click makes one reservation.</summary>
    [BindProperty]
    public string? SubmissionId { get; set; }

    /// <summary>Performances that are not cancelled. Sold-out ones are included, because seats may be given back while the form is open.</summary>
    public IReadOnlyList<PerformanceChoice> Performances { get; private set; } = [];

    public EmailQuestion EmailQuestion => EmailQuestion.About(Email, AskedEmails);

    private AccessNeeds Access => new(WheelchairPlace, CompanionPlace);

    private int? PerformanceId => int.TryParse(Performance, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        if (await Db.Reservations.AsNoTracking().SingleOrDefaultAsync(r => r.Id == CopiedId && r.ErasedAt == null, cancellationToken) is { } copied)
        {
            (Name, Email, Phone, Notes, StaffNote) = (copied.Name, copied.Email, copied.Phone, copied.Notes, copied.StaffNote);
            PartySize = copied.PartySize.ToString(CultureInfo.InvariantCulture);
            // The address has been used, so it is not asked about.
            AskedEmails = copied.Email;
        }
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (PerformanceId is not { } performanceId)
        {
            return await RefuseAsync(Failure.InvalidInput([new(FormField.Performance, FieldProblem.Missing), .. WrongFields()]), cancellationToken);
        }

        if (EmailQuestion.IsOpen)
        {
            return await AskAsync(cancellationToken);
        }

        var input = new ReservationInput(Name, Email, Phone, Notes, PartySize) { Language = venue.Language, StaffNote = StaffNote, Access = Access };
        var sold = await sell.SellAsync(performanceId, input, Submission(SubmissionId), await ActorAsync(cancellationToken), cancellationToken);
        return sold.Succeeded
            ? SeeOtherPage("/Staff/Reservations/Reservation", Done.Added, new { sold.Value.Id })
            : await RefuseAsync(sold.Failure, cancellationToken);
    }

    public override async Task<IActionResult> RefuseAsync(Failure failure, CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return await base.RefuseAsync(failure, cancellationToken);
    }

    // Without a performance, or with a question first, the use case does not run: check the fields here, so that all errors are shown at once.
    private IReadOnlyList<InvalidField> WrongFields() => ValidReservation.Check(
        Name, Email, Phone, Notes, PartySize, Limits.PartySize, needsEmail: false, mailServer.AllowsNonAsciiEmail,
        access: Access).Failure?.Fields ?? [];

    private async Task<IActionResult> AskAsync(CancellationToken cancellationToken)
    {
        if (WrongFields() is { Count: > 0 } wrong)
        {
            return await RefuseAsync(Failure.InvalidInput(wrong), cancellationToken);
        }

        await LoadAsync(cancellationToken);
        return Page();
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        // A form shown again after a failure keeps its key: it is still the same submission.
        SubmissionId ??= Guid.NewGuid().ToString();
        var now = clock.GetUtcNow().UtcDateTime;
        Performances = [.. (await Db.ChoicesAsync(now, PerformanceId, cancellationToken)).Where(p => p.CancelledAt is null)];
    }
}
