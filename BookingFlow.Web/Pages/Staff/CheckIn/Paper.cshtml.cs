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
/// Writes down who came while the door worked on paper: the ticked references, typed one a line, or ticked once more on
/// the screen. Each line is answered for itself; those that could not be written down stay in the field, to be mended.
/// </summary>
public sealed class PaperModel(
    BookingDbContext db, CheckInByList act, DoorCookie cookie, Venue venue, IStringLocalizer<Words> words, TimeProvider clock)
    : DoorPage(db, cookie, clock)
{
    /// <summary>Which performance the paper is of; empty: what this door is set to, or the only one of tonight.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Performance { get; set; }

    /// <summary>The references, one a line, each with how many came where it was not the whole party.</summary>
    [BindProperty]
    public string? References { get; set; }

    /// <summary>The references ticked on the screen: the whole party came.</summary>
    [BindProperty(Name = "ref")]
    public IReadOnlyList<string> Ticked { get; set; } = [];

    /// <summary>Names the rendered form, so that sending it twice writes nothing down twice.</summary>
    [BindProperty]
    public string? RequestId { get; set; }

    /// <summary>"on": the parties are shown, to be ticked on the screen.</summary>
    [FromQuery(Name = "tick")]
    public string? Tick { get; set; }

    /// <summary>Tonight's performances and those of the last days.</summary>
    public IReadOnlyList<DoorChoice> Choices { get; private set; } = [];

    /// <summary>The one of <see cref="Choices"/> that the paper is of; null: none was chosen.</summary>
    public DoorChoice? Chosen { get; private set; }

    public bool IsTicking => Tick == "on" && Chosen is not null;

    /// <summary>The parties that are not inside, by name; empty where they are more than one form takes.</summary>
    public IReadOnlyList<PaperLine> NotInside { get; private set; } = [];

    /// <summary>What came of the lines; null: none were sent.</summary>
    public IReadOnlyList<ListedArrival>? Arrivals { get; private set; }

    public IEnumerable<(string Line, Failure Failure)> Conflicts =>
        (Arrivals ?? []).Where(a => !a.Result.Succeeded).Select(a => (a.Line, a.Result.Failure!));

    public IReadOnlyList<AdmittedParty> LetIn => [.. (Arrivals ?? []).Where(a => a.Result.Succeeded).Select(a => a.Result.Value!)];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        await LoadPartiesAsync(cancellationToken);
    }

    /// <summary>200 where at least one line was written down; 409 where every one of them stands against something.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        if (Chosen is null)
        {
            return await RefuseAsync(Failure.InvalidInput(new InvalidField(
                FormField.Performance, string.IsNullOrEmpty(Performance) ? FieldProblem.Missing : FieldProblem.NotAChoice)), cancellationToken);
        }

        var steward = await StewardAsync(cancellationToken) with { DoorOf = Chosen.Id };
        var result = await act.WriteDownAsync(string.Join('\n', [.. Ticked, References]), steward, Submission(RequestId), cancellationToken);
        if (!result.Succeeded)
        {
            return await RefuseAsync(result.Failure, cancellationToken);
        }

        Arrivals = result.Value;
        (References, Ticked) = (string.Join('\n', Conflicts.Select(conflict => conflict.Line)), []);
        Response.StatusCode = LetIn.Count > 0 ? StatusCodes.Status200OK : StatusCodes.Status409Conflict;
        await LoadPartiesAsync(cancellationToken);
        return Page();
    }

    public override async Task<IActionResult> RefuseAsync(Failure failure, CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        await LoadPartiesAsync(cancellationToken);
        return await base.RefuseAsync(failure, cancellationToken);
    }

    /// <summary>What stands against a line, for whoever holds the paper: what it is, and a sentence about it.</summary>
    public (string Title, Phrase What) WordsOf(Failure failure)
    {
        if (failure.Kind == FailureKind.TicketInvalid)
        {
            return (words["Paper.Unknown"], new Phrase(words["Paper.Unknown.What"]));
        }

        if (failure.Fields is [var wrong, ..])
        {
            return wrong.Problem == FieldProblem.TooMany
                ? (words["Paper.TooMany"], words.CountPhrase("Paper.TooMany.What", wrong.Limit ?? 0))
                : (words["Paper.Nobody"], new Phrase(words["Paper.Nobody.What"]));
        }

        var told = FailureWords.Of(failure, words, venue, Now);
        return (told.Title, told.Happened);
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        await LoadDoorAsync(cancellationToken);
        Choices = await Db.DoorsOnPaperAsync(Now, cancellationToken);
        var chosen = string.IsNullOrEmpty(Performance)
            ? Here
            : int.TryParse(Performance, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
        Chosen = Choices.SingleOrDefault(choice => choice.Id == chosen);
    }

    private async Task LoadPartiesAsync(CancellationToken cancellationToken)
    {
        if (!IsTicking)
        {
            return;
        }

        var parties = await Db.Reservations
            .Where(r => r.PerformanceId == Chosen!.Id && r.Status == ReservationStatus.Confirmed && !Db.CheckIns.Any(c => c.ReservationId == r.Id))
            .ByName().Take(CheckInByList.MostLines + 1).OnPaper(Db).ToListAsync(cancellationToken);
        NotInside = parties.Count > CheckInByList.MostLines ? [] : parties;
    }
}
