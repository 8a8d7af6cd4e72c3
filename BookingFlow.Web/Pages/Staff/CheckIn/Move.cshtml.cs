using System.Globalization;
using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Reservations;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.UseCases.Reservations;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Staff.CheckIn;

/// <summary>Moves a party that came for another performance to one of tonight's. For the box office.</summary>
public sealed class MoveModel(BookingDbContext db, MoveReservation move, DoorCookie cookie, TimeProvider clock) : DoorPartyPage(db, cookie, clock)
{
    /// <summary>Id of the performance to move to.</summary>
    [BindProperty]
    public string? Performance { get; set; }

    /// <summary>Tonight's performances except the party's own, with the seats left.</summary>
    public IReadOnlyList<PerformanceChoice> Choices { get; private set; } = [];

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await LoadDoorAsync(cancellationToken);
        if (Performances.FirstOrDefault(p => p.Id.ToString(CultureInfo.InvariantCulture) == Performance) is not { } to)
        {
            var problem = string.IsNullOrEmpty(Performance) ? FieldProblem.Missing : FieldProblem.NotAChoice;
            return await RefuseAsync(Failure.InvalidInput(new InvalidField(FormField.Performance, problem)), cancellationToken);
        }

        var result = await move.MoveAsync(Id, to.Id, await ActorAsync(cancellationToken), cancellationToken);

        // AlreadyThere: the choices exclude the party's own performance, so this is a repeated submission of a completed move.
        return result.Succeeded || result.Failure.Obstacle == Obstacle.AlreadyThere
            ? SeeOtherPage(DetailsPage, Done.Moved, new { Id })
            : await RefuseAsync(result.Failure, cancellationToken);
    }

    protected override Failure? CheckAllowed(Reservation reservation) => BoxOfficeRules.CheckMove(reservation, isInside: CheckIn is not null);

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        await base.LoadAsync(cancellationToken);
        var others = Performances.Select(p => p.Id).Where(id => id != Reservation?.PerformanceId).ToList();
        Choices = await Db.Performances.Where(p => others.Contains(p.Id)).ChoicesAsync(cancellationToken);
        Performance ??= Choices.Count == 1
            ? Choices[0].Id.ToString(CultureInfo.InvariantCulture)
            : Door.PerformanceId?.ToString(CultureInfo.InvariantCulture);
    }
}
