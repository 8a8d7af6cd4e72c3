using System.Globalization;
using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Reservations;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.UseCases.Reservations;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Staff.CheckIn;

/// <summary>Where the box office moves a party that came on the wrong evening to one of tonight's performances.</summary>
public sealed class MoveModel(BookingDbContext db, MoveReservation move, DoorCookie cookie, TimeProvider clock) : DoorPartyPage(db, cookie, clock)
{
    /// <summary>The id of the performance that it moves to.</summary>
    [BindProperty]
    public string? Performance { get; set; }

    /// <summary>Tonight's but its own, with the seats that are left.</summary>
    public IReadOnlyList<PerformanceChoice> Choices { get; private set; } = [];

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await LoadDoorAsync(cancellationToken);
        if (Performances.FirstOrDefault(p => p.Id.ToString(CultureInfo.InvariantCulture) == Performance) is not { } to)
        {
            var problem = string.IsNullOrEmpty(Performance) ? FieldProblem.Missing : FieldProblem.NotAChoice;
            return await RefuseAsync(Failure.InvalidInput(new InvalidField(FormField.Performance, problem)), cancellationToken);
        }

        var result = await move.MoveAsync(Id, to.Id, await PersonAsync(cancellationToken), cancellationToken);

        // Its own performance is none of the choices: the form was sent twice, and what was wanted is so.
        return result.Succeeded || result.Failure.Obstacle == Obstacle.AlreadyThere
            ? SeeOtherPage(Home, Done.Moved, new { Id })
            : await RefuseAsync(result.Failure, cancellationToken);
    }

    protected override Failure? WhyNot(Reservation reservation) => DeskRules.WhyNotMove(reservation, isInside: CheckIn is not null);

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
