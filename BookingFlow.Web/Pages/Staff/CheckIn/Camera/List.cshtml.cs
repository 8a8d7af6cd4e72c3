using BookingFlow.Web.Components;
using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.UseCases.Door;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Pages.Staff.CheckIn.Camera;

/// <summary>The list of one of tonight's performances for a device. A POST, because the download is recorded in the audit log.</summary>
public sealed class ListModel(
    BookingDbContext db, RecordDoorListDownload record, DoorCookie door, BookingRules rules, IStringLocalizer<Words> words, Venue venue,
    TimeProvider clock) : CameraApiPage(db, door, words, venue, clock)
{
    [BindProperty(Name = "performance")]
    public string? PerformanceText { get; set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var id = ReadPerformanceId(PerformanceText);
        var performance = id is null ? null : (await Db.TonightAsync(Now, cancellationToken, only: id)).SingleOrDefault();
        if (performance is not { CancelledAt: null })
        {
            return await RefuseAsync(new Failure(FailureKind.NotFound), cancellationToken);
        }

        var recorded = await record.RecordAsync(performance.Id, await ActorAsync(cancellationToken), cancellationToken);
        return recorded.Succeeded
            ? JsonAnswer(await Db.DoorListAsync(performance, rules, Words, Now, cancellationToken))
            : await RefuseAsync(recorded.Failure, cancellationToken);
    }
}
