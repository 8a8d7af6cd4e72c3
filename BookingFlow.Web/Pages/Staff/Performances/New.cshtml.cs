using BookingFlow.Web.Components;
using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.UseCases.Programme;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Pages.Staff.Performances;

/// <summary>Adds a performance.</summary>
public sealed class NewModel(BookingDbContext db, PlanPerformances plan, IStringLocalizer<Words> words) : StaffPage(db)
{
    [BindProperty]
    public PerformanceInput Typed { get; set; } = new() { Visibility = nameof(Visibility.Public), BookingEnabled = true };

    public PerformanceForm Form { get; private set; } = null!;

    /// <param name="show">Id of the show to preselect; null: none.</param>
    public async Task OnGetAsync([FromQuery] string? show, CancellationToken cancellationToken)
    {
        Typed = Typed with { Show = show };
        await LoadAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var planned = await plan.PlanAsync(Typed, await ActorAsync(cancellationToken), cancellationToken);
        return planned.Succeeded
            ? SeeOtherPage("/Staff/Performances/Performance", Done.Added, new { Id = planned.Value })
            : await RefuseAsync(planned.Failure, cancellationToken);
    }

    public override async Task<IActionResult> RefuseAsync(Failure failure, CancellationToken cancellationToken)
    {
        var page = await base.RefuseAsync(failure, cancellationToken);
        await LoadAsync(cancellationToken);
        return page;
    }

    private async Task LoadAsync(CancellationToken cancellationToken) => Form = new(
        Typed, Failure, IsNew: true, await Db.ShowChoicesAsync(cancellationToken), await Db.RoomChoicesAsync(
            roomSoFar: null, words, cancellationToken));
}
