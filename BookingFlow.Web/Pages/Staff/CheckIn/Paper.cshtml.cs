using System.Globalization;
using BookingFlow.Web.Components;
using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Reservations;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.UseCases.Door;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Pages.Staff.CheckIn;

/// <summary>
/// Enters check-ins that the door recorded on paper: references typed one per line, or parties ticked on the screen. Each line
/// succeeds or fails by itself; failed lines stay in the field to be corrected.
/// </summary>
public sealed class PaperModel(
    BookingDbContext db, CheckInByList checkIn, DoorCookie cookie, Venue venue, IStringLocalizer<Words> words, TimeProvider clock)
    : DoorPage(db, cookie, clock)
{
    /// <summary>Id of the performance. Empty: the one assigned to this door, or the only one of tonight.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Performance { get; set; }

    /// <summary>References, one per line, each followed by the number of people unless the whole party came.</summary>
    [BindProperty]
    public string? References { get; set; }

    /// <summary>References ticked on the screen; each means that the whole party came.</summary>
    [BindProperty(Name = "ref")]
    public IReadOnlyList<string> Ticked { get; set; } = [];

    /// <summary>Idempotency key of the rendered form, so that a repeated submission takes effect once.</summary>
    [BindProperty]
    public string? RequestId { get; set; }

    /// <summary>"on": the page lists the parties with checkboxes, for the box office: stewards have no list of everybody.</summary>
    [FromQuery(Name = "tick")]
    public string? Tick { get; set; }

    /// <summary>Performances of tonight and the last 7 days.</summary>
    public IReadOnlyList<DoorChoice> Choices { get; private set; } = [];

    /// <summary>The selected performance of <see cref="Choices"/>; null: none.</summary>
    public DoorChoice? SelectedPerformance { get; private set; }

    public bool IsTicking => Tick == "on" && SelectedPerformance is not null && MaySell;

    /// <summary>Parties that are not checked in, by name. Empty when there are more than one form accepts.</summary>
    public IReadOnlyList<PrintedListLine> NotInside { get; private set; } = [];

    /// <summary>Result of each submitted line; null: nothing was submitted.</summary>
    public IReadOnlyList<ListedArrival>? Results { get; private set; }

    public IEnumerable<(string Line, Failure Failure)> Conflicts =>
        (Results ?? []).Where(a => !a.Result.Succeeded).Select(a => (a.Line, a.Result.Failure!));

    public IReadOnlyList<AdmittedParty> Admitted => [.. (Results ?? []).Where(a => a.Result.Succeeded).Select(a => a.Result.Value!)];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        await LoadPartiesAsync(cancellationToken);
    }

    /// <summary>Records the check-ins.</summary>
    /// <returns>200 when at least one line succeeded; 409 when all failed.</returns>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        if (SelectedPerformance is null)
        {
            return await RefuseAsync(Failure.InvalidInput(new InvalidField(
                FormField.Performance, string.IsNullOrEmpty(Performance) ? FieldProblem.Missing : FieldProblem.NotAChoice)), cancellationToken);
        }

        var steward = await StewardAsync(cancellationToken) with { AssignedPerformanceId = SelectedPerformance.Id };
        var result = await checkIn.RecordListAsync(string.Join('\n', [.. Ticked, References]), steward, Submission(RequestId), cancellationToken);
        if (!result.Succeeded)
        {
            return await RefuseAsync(result.Failure, cancellationToken);
        }

        Results = result.Value;
        (References, Ticked) = (string.Join('\n', Conflicts.Select(conflict => conflict.Line)), []);
        Response.StatusCode = Admitted.Count > 0 ? StatusCodes.Status200OK : StatusCodes.Status409Conflict;
        await LoadPartiesAsync(cancellationToken);
        return Page();
    }

    public override async Task<IActionResult> RefuseAsync(Failure failure, CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        await LoadPartiesAsync(cancellationToken);
        return await base.RefuseAsync(failure, cancellationToken);
    }

    /// <summary>Describes why a line failed: a title and a sentence, worded for a paper list.</summary>
    public (string Title, Phrase Message) Describe(Failure failure)
    {
        if (failure.Kind == FailureKind.TicketInvalid)
        {
            return (words["Paper.Unknown"], new Phrase(words["Paper.Unknown.What"]));
        }

        if (failure.Fields is [var error, ..])
        {
            return error.Problem == FieldProblem.TooMany
                ? (words["Paper.TooMany"], words.CountPhrase("Paper.TooMany.What", error.Limit ?? 0))
                : (words["Paper.Nobody"], new Phrase(words["Paper.Nobody.What"]));
        }

        var message = FailureWords.Of(failure, words, venue, Now);
        return (message.Title, message.Happened);
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        await LoadDoorAsync(cancellationToken);
        Choices = await Db.PaperEntryChoicesAsync(Now, cancellationToken);
        var performanceId = string.IsNullOrEmpty(Performance)
            ? DefaultPerformanceId
            : int.TryParse(Performance, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
        SelectedPerformance = Choices.SingleOrDefault(choice => choice.Id == performanceId);
    }

    private async Task LoadPartiesAsync(CancellationToken cancellationToken)
    {
        if (!IsTicking)
        {
            return;
        }

        var parties = await Db.Reservations
            .Where(r => r.PerformanceId == SelectedPerformance!.Id && r.Status == ReservationStatus.Confirmed)
            .Where(r => !Db.CheckIns.Any(c => c.ReservationId == r.Id))
            .ByName().Take(CheckInByList.MaxLines + 1).SelectPrintedLines(Db).ToListAsync(cancellationToken);
        NotInside = parties.Count > CheckInByList.MaxLines ? [] : parties;
    }
}
