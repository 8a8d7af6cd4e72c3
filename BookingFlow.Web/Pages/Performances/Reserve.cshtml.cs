using System.Globalization;
using BookingFlow.Web.Components;
using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Reservations;
using BookingFlow.Web.Pages.Shared;
using BookingFlow.Web.UseCases.Reservations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Pages.Performances;

/// <summary>The reservation form.</summary>
public sealed class ReserveModel(
    BookingDbContext db, ReserveSeats reserveSeats, PendingCookie pending, BookingRules rules, TimeProvider clock,
    IStringLocalizer<Words> words) : BasePage, IRateLimitedForm
{
    [FromRoute]
    public int Id { get; set; }

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

    /// <summary>Id of the rendered form. A repeated submission makes one reservation.</summary>
    [BindProperty]
    public string? SubmissionId { get; set; }

    /// <summary>Null when there is no such public performance of a published show.</summary>
    public PerformanceListing? Performance { get; private set; }

    public int MaxPartySize { get; private set; }

    /// <summary>Other performances of the show; of all shows when this performance was not found.</summary>
    public IReadOnlyList<PerformanceListing> Others { get; private set; } = [];

    /// <summary>Whether the form is shown.</summary>
    public bool CanReserve => Performance?.IsBookable(clock.GetUtcNow().UtcDateTime) == true;

    public string? RateLimitedEmail => Email;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return CheckBookable() is { } failure ? await RefuseAsync(failure, cancellationToken) : Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var input = new ReservationInput(Name, Email, Phone, Notes, PartySize) { Language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName };
        var submission = Submission(SubmissionId);
        var result = await reserveSeats.ReserveAsync(Id, input, submission, cancellationToken);
        if (!result.Succeeded)
        {
            return await RefuseAsync(result.Failure, cancellationToken);
        }

        pending.Remember(result.Value.Id, HttpContext);
        return SeeOtherPage("/Reservations/Pending");
    }

    public override async Task<IActionResult> RefuseAsync(Failure failure, CancellationToken cancellationToken)
    {
        if (Performance is null)
        {
            await LoadAsync(cancellationToken);
        }

        return await base.RefuseAsync(failure, cancellationToken);
    }

    /// <summary>Returns the validation message of a field; null when it is valid.</summary>
    public string? Message(FormField field) =>
        Failure?.Fields.FirstOrDefault(wrong => wrong.Field == field) is { } wrong ? FieldMessages.Of(wrong, words) : null;

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        // Keeps the posted id: a form that is shown again is still the same submission.
        SubmissionId ??= Guid.NewGuid().ToString();
        Performance = await db.Visible().Where(p => p.Id == Id).Select(PerformanceListing.Projection).SingleOrDefaultAsync(cancellationToken);
        MaxPartySize = rules.MaxPartySizeFor(Performance?.MaxPartySize);
        var others = db.Upcoming(now).Where(p => p.Id != Id);
        Others = await (Performance is null ? others : others.Where(p => p.ShowSlug == Performance.ShowSlug))
            .Take(PublicPerformances.SuggestionCount).ToListAsync(cancellationToken);
    }

    private Failure? CheckBookable()
    {
        if (Performance is null)
        {
            return new Failure(FailureKind.PerformanceNotFound);
        }

        if (Performance.GetClosedReason(clock.GetUtcNow().UtcDateTime) is { } reason)
        {
            return Failure.BookingClosed(reason, Performance.BookingOpensAt, Performance.Facts);
        }

        return Performance.SeatsLeft > 0 ? null : Failure.NotEnoughSeats(0, Performance.Facts);
    }
}
