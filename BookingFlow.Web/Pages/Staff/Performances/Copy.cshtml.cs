using System.Globalization;
using BookingFlow.Web.Components;
using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.UseCases.Programme;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Pages.Staff.Performances;

/// <summary>Playing a performance again, on one or several dates at once.</summary>
public sealed class CopyModel(BookingDbContext db, PlanPerformances plan, Venue venue, IStringLocalizer<Words> words) : OnePerformancePage(db)
{
    [BindProperty]
    public string? Dates { get; set; }

    [BindProperty]
    public string? Time { get; set; }

    [BindProperty]
    public string? Occurrence { get; set; }

    [BindProperty]
    public string? Room { get; set; }

    public IReadOnlyList<(string Value, string Text)> Rooms { get; private set; } = [];

    /// <summary>All that is wrong with the dates, each said.</summary>
    public string? WrongDates => Failure?.Fields.Where(wrong => wrong.Field == FormField.Dates)
        .Select(wrong => FieldMessages.Of(wrong, words))
        .ToList() is { Count: > 0 } wrong
        ? string.Join(". ", wrong)
        : null;

    public bool AsksWhich => !string.IsNullOrEmpty(Occurrence) || Failure?.Fields.Any(wrong => wrong.Field == FormField.Occurrence) == true;

    public override async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var page = await base.OnGetAsync(cancellationToken);
        Time = Performance is null ? null : MomentInput.Of(Performance.StartsAt, venue).Time;
        Room = Performance?.RoomId.ToString(CultureInfo.InvariantCulture);
        return page;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var copied = await plan.CopyAsync(
            Id, new CopiesInput(Dates, Time, Occurrence, Room), await PersonAsync(cancellationToken), cancellationToken);
        if (!copied.Succeeded)
        {
            return await RefuseAsync(copied.Failure, cancellationToken);
        }

        await ReadAsync(cancellationToken);
        return SeeOtherPage("/Staff/Performances/Index", Done.Added, new { q = Performance!.Show.Title });
    }

    protected override async Task ReadAsync(CancellationToken cancellationToken)
    {
        await base.ReadAsync(cancellationToken);
        Rooms = await Db.RoomChoicesAsync(roomSoFar: null, words, cancellationToken);
    }
}
