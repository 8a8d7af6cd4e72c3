using System.Globalization;
using BookingFlow.Web.Components;
using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.UseCases.Programme;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Pages.Staff.Performances;

/// <summary>Copies a performance to one or several dates.</summary>
public sealed class CopyModel(BookingDbContext db, PlanPerformances plan, Venue venue, IStringLocalizer<Words> words) : PerformancePage(db)
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

    /// <summary>All error messages of the dates field; null: none.</summary>
    public string? DatesMessage => Failure?.Fields.Where(error => error.Field == FormField.Dates)
        .Select(error => FieldMessages.Of(error, words))
        .ToList() is { Count: > 0 } messages
        ? string.Join(". ", messages)
        : null;

    /// <summary>Whether to show the field that chooses between the two occurrences of a time in the hour that repeats when clocks go back.</summary>
    public bool AsksOccurrence => !string.IsNullOrEmpty(Occurrence) || Failure?.Fields.Any(error => error.Field == FormField.Occurrence) == true;

    public override async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var page = await base.OnGetAsync(cancellationToken);
        Time = Performance is null ? null : LocalDateTimeInput.Of(Performance.StartsAt, venue).Time;
        Room = Performance?.RoomId.ToString(CultureInfo.InvariantCulture);
        return page;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var copied = await plan.CopyAsync(
            Id, new CopiesInput(Dates, Time, Occurrence, Room), await ActorAsync(cancellationToken), cancellationToken);
        if (!copied.Succeeded)
        {
            return await RefuseAsync(copied.Failure, cancellationToken);
        }

        await LoadAsync(cancellationToken);
        return SeeOtherPage("/Staff/Performances/Index", Done.Added, new { q = Performance!.Show.Title });
    }

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        await base.LoadAsync(cancellationToken);
        Rooms = await Db.RoomChoicesAsync(roomSoFar: null, words, cancellationToken);
    }
}
