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
    BookingDbContext db, ReserveSeats reserveSeats, PendingCookie pending, ReserveAgainCookie again, BookingRules rules, Venue venue,
    TimeProvider clock,
    IStringLocalizer<Words> words) : ReservationFormPage(venue, words)
{
    [FromRoute]
    public int Id { get; set; }

    /// <summary>The key of the link by which the form was reached (<see cref="InvitationKey"/>); null for a listed performance.</summary>
    [FromRoute]
    public string? Invitation { get; set; }

    [BindProperty]
    public string? PartySize { get; set; }

    /// <summary>Sent by the button that joins the waiting list.</summary>
    [BindProperty]
    public bool Waits { get; set; }

    /// <summary>The smallest number of people with which a waiting party would come, before validation.</summary>
    [BindProperty]
    public string? SmallestParty { get; set; }

    /// <summary>Whether the visitor asks for a wheelchair place.</summary>
    [BindProperty]
    public bool WheelchairPlace { get; set; }

    /// <summary>Whether the visitor asks for the companion's place.</summary>
    [BindProperty]
    public bool CompanionPlace { get; set; }

    [BindProperty]
    public bool StepFreeAccess { get; set; }

    [BindProperty]
    public bool InductionLoop { get; set; }

    /// <summary>Null when there is no such public performance of a published show, or the link does not lead to it.</summary>
    public PerformanceListing? Performance { get; private set; }

    public int MaxPartySize { get; private set; }

    /// <summary>Other performances of the show; of all shows when this performance was not found.</summary>
    public IReadOnlyList<PerformanceListing> Others { get; private set; } = [];

    /// <summary>Whether seats can be reserved, or a wheelchair place.</summary>
    public bool CanReserve => Performance?.IsBookable(Now) == true || HasOnlyWheelchairPlaces;

    /// <summary>Whether only wheelchair places are left.</summary>
    public bool HasOnlyWheelchairPlaces => Performance is { SeatsLeft: <= 0 } && Performance.HasWheelchairPlace(Now);

    /// <summary>Whether the form asks for a wheelchair place: one is left, or the waiting list is open for one, or it was asked for.</summary>
    public bool AsksForWheelchairPlace => Performance is { Capacity.AccessPlaces.Wheelchair: > 0 } performance
        && (performance.Capacity.AccessPlacesLeft.Wheelchair > 0 || OffersWaitingList || WheelchairPlace || CompanionPlace);

    /// <summary>Whether the form asks for a companion's place.</summary>
    public bool AsksForCompanionPlace => AsksForWheelchairPlace
        && (Performance!.Capacity.AccessPlacesLeft.Companion > 0
            || (Performance.Capacity.AccessPlaces.Companion > 0 && (OffersWaitingList || CompanionPlace)));

    /// <summary>Whether the performance has wheelchair places, and all are taken.</summary>
    public bool HasNoWheelchairPlaceLeft => Performance is { Capacity: { AccessPlaces.Wheelchair: > 0, AccessPlacesLeft.Wheelchair: 0 } };

    /// <summary>Whether the form has anything about the room.</summary>
    public bool AsksForAccess => Performance is { Capacity.AccessPlaces.Wheelchair: > 0 } or { StepFreeAccess: true } or { InductionLoop: true };

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Whether the waiting list is offered: it is open, and there are too few seats.</summary>
    public bool OffersWaitingList => Performance?.HasOpenWaitingList(rules, clock.GetUtcNow().UtcDateTime) == true
        && (Performance.SeatsLeft <= 0 || Waits || Failure?.Kind == FailureKind.NotEnoughSeats);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        if (CheckBookable() is { } failure)
        {
            return await RefuseAsync(failure, cancellationToken);
        }

        await FillInAgainAsync(cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var input = new ReservationInput(Name, Email, Phone, Notes, PartySize)
        {
            Waits = Waits,
            SmallestParty = SmallestParty,
            Invitation = Invitation,
            Answers = Answers,
            Access = new(WheelchairPlace, CompanionPlace, StepFreeAccess, InductionLoop),
            ClientKey = ClientKey,
            Language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName,
        };
        if (EmailQuestion.IsOpen)
        {
            return await AskAsync(input, cancellationToken);
        }

        var submission = Submission(SubmissionId);
        var result = await reserveSeats.ReserveAsync(Id, input, submission, cancellationToken);
        if (!result.Succeeded)
        {
            return await RefuseAsync(result.Failure, cancellationToken);
        }

        again.Forget(Id, HttpContext);
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

    /// <inheritdoc cref="ReservationFormPage.LargestParty"/>
    public string PartySizeHint => LargestParty(MaxPartySize);

    /// <summary>Shows the form again with the question about the address; errors of the other fields at the same time.</summary>
    private async Task<IActionResult> AskAsync(ReservationInput input, CancellationToken cancellationToken)
    {
        if (await reserveSeats.CheckAsync(Id, input, cancellationToken) is { } failure)
        {
            return await RefuseAsync(failure, cancellationToken);
        }

        await LoadAsync(cancellationToken);
        return Page();
    }

    /// <summary>Fills in the form with the details of the reservation whose expired link this browser has opened.</summary>
    private async Task FillInAgainAsync(CancellationToken cancellationToken)
    {
        if (again.ReservationId(HttpContext) is not { } reservationId)
        {
            return;
        }

        var expired = await db.Reservations.AsNoTracking().Include(r => r.Answers).ThenInclude(a => a.Question)
            .Where(r => r.Id == reservationId && r.PerformanceId == Id)
            .SingleOrDefaultAsync(r => r.Status == ReservationStatus.Pending || r.Status == ReservationStatus.Expired, cancellationToken);
        if (expired is null)
        {
            return;
        }

        (Name, Email, Phone, Notes) = (expired.Name, expired.Email, expired.Phone, expired.Notes);
        (Answer1, Answer2, Answer3) = (AnswerTo(expired, 1), AnswerTo(expired, 2), AnswerTo(expired, 3));
        PartySize = expired.PartySize.ToString(CultureInfo.InvariantCulture);
        (WheelchairPlace, CompanionPlace, StepFreeAccess, InductionLoop) = expired.Access;
        // The link arrived, so the address is right.
        AskedEmails = expired.Email;
    }

    private static string? AnswerTo(Reservation reservation, int position) =>
        reservation.Answers.Find(a => a.Question.Position == position && a.Question.RetiredAt is null)?.Text;

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        // Keeps the posted id: a form that is shown again is still the same submission.
        SubmissionId ??= Guid.NewGuid().ToString();
        var reachable = Invitation is null ? db.Visible() : db.Invited(InvitationKey.Parse(Invitation) ?? []);
        Performance = await reachable.Where(p => p.Id == Id).Select(PerformanceListing.Projection).SingleOrDefaultAsync(cancellationToken);
        Performance = Performance is null ? null : Performance with { Invitation = Invitation };
        var showId = Performance?.ShowId;
        Questions = await db.ShowQuestions.AsNoTracking().Where(q => q.ShowId == showId && q.RetiredAt == null).OrderBy(q => q.Position)
            .ToListAsync(cancellationToken);
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

        return CanReserve ? null : Failure.NotEnoughSeats(0, Performance.Facts);
    }
}
