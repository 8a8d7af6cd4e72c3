using System.Globalization;
using BookingFlow.Web.Components;
using BookingFlow.Web.Components.Reservations;
using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Reservations;
using BookingFlow.Web.Pages.Shared;
using BookingFlow.Web.UseCases.Reservations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Pages.Shows;

/// <summary>The form that reserves several performances of a show, if the show allows it (docs/decisions/0074).</summary>
public sealed class ReserveSeveralModel(
    BookingDbContext db, ReserveSeveral reserveSeveral, PendingCookie pending, BookingRules rules, Venue venue, TimeProvider clock,
    IStringLocalizer<Words> words) : ReservationFormPage(venue, words)
{
    private readonly Venue _venue = venue;
    private readonly IStringLocalizer<Words> _words = words;

    [FromRoute]
    public string Slug { get; set; } = "";

    /// <summary>The number of people for each performance by its id, before validation; empty for those that are not wanted.</summary>
    [BindProperty]
    public Dictionary<int, string?> People { get; set; } = [];

    /// <summary>Null when no published show has the slug, or it does not allow the form.</summary>
    public Show? Show { get; private set; }

    /// <summary>The public performances that can be booked, and those for which the visitor has entered a number.</summary>
    public IReadOnlyList<PerformanceListing> Performances { get; private set; } = [];

    /// <summary>Upcoming performances, offered when the show was not found.</summary>
    public IReadOnlyList<PerformanceListing> Others { get; private set; } = [];

    /// <summary>Whether a room offers anything that this form does not ask for (docs/decisions/0074).</summary>
    public bool HasAccess => Performances.Any(performance =>
        performance is { Capacity.AccessPlaces.Wheelchair: > 0 } or { StepFreeAccess: true } or { InductionLoop: true });

    /// <inheritdoc cref="ReservationFormPage.LargestParty"/>
    public string PartySizeHint => LargestParty(Performances.Max(MaxPartySizeOf));

    /// <summary>All messages with the ids of their fields, those of a row with its performance, for the summary above the form.</summary>
    public IReadOnlyList<(string FieldId, string Message)> Errors =>
    [
        .. (Failure?.Each ?? []).Select(refusal => refusal.Performance is { } performance
            ? (FieldId(performance.PerformanceId), $"{_words["Mail.Label", _venue.DayAndTime(performance.StartsAt)]} {MessageOf(refusal)}")
            : (nameof(FormField.Performances), MessageOf(refusal))),
        .. (Failure?.Fields ?? []).OrderBy(wrong => wrong.Field == FormField.Performances ? 0 : 1)
            .Select(wrong => (wrong.Field.ToString(), MessageOf(wrong))),
    ];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return Show is null ? await base.RefuseAsync(new Failure(FailureKind.ShowNotFound), cancellationToken) : Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var input = new ReservationInput(Name, Email, Phone, Notes, PartySize: null)
        {
            Answers = Answers,
            ClientKey = ClientKey,
            Language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName,
        };
        if (EmailQuestion.IsOpen)
        {
            return await AskAsync(input, cancellationToken);
        }

        var result = await reserveSeveral.ReserveAsync(Slug, input, People, Submission(SubmissionId), cancellationToken);
        if (!result.Succeeded)
        {
            return await RefuseAsync(result.Failure, cancellationToken);
        }

        pending.Remember(result.Value.Id, HttpContext);
        return SeeOtherPage("/Reservations/Pending");
    }

    public override async Task<IActionResult> RefuseAsync(Failure failure, CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return await base.RefuseAsync(failure, cancellationToken);
    }

    public static string FieldId(int performanceId) => FormattableString.Invariant($"People-{performanceId}");

    public int MaxPartySizeOf(PerformanceListing performance) => rules.MaxPartySizeFor(performance.MaxPartySize);

    /// <summary>Returns why a performance cannot be reserved as entered; null when it can.</summary>
    public string? RowMessage(int performanceId) =>
        Failure?.Each.FirstOrDefault(refusal => refusal.Performance?.PerformanceId == performanceId) is { } refusal ? MessageOf(refusal) : null;

    private string MessageOf(Failure refusal) =>
        refusal.Fields is [var wrong, ..] ? MessageOf(wrong) : RefusalWords.Of(refusal, _venue, _words);

    /// <summary>Shows the form again with the question about the address; errors of the other fields at the same time.</summary>
    private async Task<IActionResult> AskAsync(ReservationInput input, CancellationToken cancellationToken)
    {
        if (await reserveSeveral.CheckAsync(Slug, input, People, cancellationToken) is { } failure)
        {
            return await RefuseAsync(failure, cancellationToken);
        }

        await LoadAsync(cancellationToken);
        return Page();
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        // Keeps the posted id: a form that is shown again is still the same submission.
        SubmissionId ??= Guid.NewGuid().ToString();
        Show = await db.PublishedShow(Slug).AsNoTracking().Include(s => s.Questions.Where(q => q.RetiredAt == null))
            .SingleOrDefaultAsync(s => s.SeveralAtOnce, cancellationToken);
        if (Show is not { Id: var showId })
        {
            Others = await db.Upcoming(now).Take(PublicPerformances.SuggestionCount).ToListAsync(cancellationToken);
            return;
        }

        Questions = [.. Show.Questions.OrderBy(q => q.Position)];
        var chosen = ValidGroup.Chosen(People);
        var upcoming = await db.Visible().Where(p => p.ShowId == showId && p.StartsAt > now).OrderBy(p => p.StartsAt).ThenBy(p => p.Id)
            .Select(PerformanceListing.Projection).ToListAsync(cancellationToken);
        Performances = [.. upcoming.Where(performance => performance.IsBookable(now) || chosen.ContainsKey(performance.Id))];
    }
}
