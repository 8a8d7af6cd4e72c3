using System.Globalization;
using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.UseCases.Reservations;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Staff.Reservations;

/// <summary>Where the desk gives seats to a party at the counter or on the telephone.</summary>
public sealed class NewModel(BookingDbContext db, SellSeats sell, Venue venue, TimeProvider clock) : StaffPage(db)
{
    /// <summary>The performance's id, from the address at first and then from the form.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Performance { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Phone { get; set; }

    [BindProperty]
    public string? Notes { get; set; }

    [BindProperty]
    public string? PartySize { get; set; }

    /// <summary>Names the rendered form, so that a double click makes one reservation.</summary>
    [BindProperty]
    public string? SubmissionId { get; set; }

    /// <summary>Those at which seats can be given out now, full ones included: a chair may come back at any moment.</summary>
    public IReadOnlyList<PerformanceChoice> Performances { get; private set; } = [];

    private int? PerformanceId => int.TryParse(Performance, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    public Task OnGetAsync(CancellationToken cancellationToken) => LoadAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (PerformanceId is not { } performanceId)
        {
            return await RefuseAsync(WithoutPerformance(), cancellationToken);
        }

        var typed = new ReservationInput(Name, Email, Phone, Notes, PartySize) { Language = venue.Language };
        var sold = await sell.SellAsync(performanceId, typed, Submission(SubmissionId), await PersonAsync(cancellationToken), cancellationToken);
        return sold.Succeeded
            ? SeeOtherPage("/Staff/Reservations/Reservation", Done.Added, new { sold.Value.Id })
            : await RefuseAsync(sold.Failure, cancellationToken);
    }

    public override async Task<IActionResult> RefuseAsync(Failure failure, CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return await base.RefuseAsync(failure, cancellationToken);
    }

    // Everything else that is wrong is told with it, as if one had been chosen.
    private Failure WithoutPerformance()
    {
        var rest = ValidReservation.Check(Name, Email, Phone, Notes, PartySize, Limits.PartySize, needsEmail: false);
        return Failure.InvalidInput([new(FormField.Performance, FieldProblem.Missing), .. rest.Succeeded ? [] : rest.Failure.Fields]);
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        // A form that is shown again is the same submission still.
        SubmissionId ??= Guid.NewGuid().ToString();
        var now = clock.GetUtcNow().UtcDateTime;
        Performances = [.. (await Db.ChoicesAsync(now, PerformanceId, cancellationToken)).Where(p => p.CancelledAt is null)];
    }
}
