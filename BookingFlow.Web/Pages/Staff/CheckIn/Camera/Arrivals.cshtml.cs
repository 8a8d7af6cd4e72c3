using BookingFlow.Web.Components;
using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Pages.Staff.CheckIn.Camera;

/// <summary>What has changed at the doors of one of tonight's performances. Each device asks every few seconds.</summary>
public sealed class ArrivalsModel(
    BookingDbContext db, IAntiforgery antiforgery, DoorCookie door, BookingRules rules, IStringLocalizer<Words> words, Venue venue,
    TimeProvider clock) : CameraApiPage(db, door, words, venue, clock)
{
    [FromQuery(Name = "performance")]
    public string? PerformanceText { get; set; }

    /// <summary>The latest entry of the scan history that the device has; anything but a number: none.</summary>
    [FromQuery(Name = "after")]
    public string? AfterText { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var id = ReadPerformanceId(PerformanceText);
        var performance = id is null ? null : (await Db.TonightAsync(Now, cancellationToken, only: id)).SingleOrDefault();
        if (performance is null)
        {
            return await RefuseAsync(new Failure(FailureKind.NotFound), cancellationToken);
        }

        var lastEvent = await Db.LastScanAsync(performance.Id, cancellationToken);
        var steward = await ActorAsync(cancellationToken);
        return JsonAnswer(new DoorArrivals(
            Now, antiforgery.GetAndStoreTokens(HttpContext).RequestToken, new ArrivalsSteward(steward.Id, steward.Name), performance.ToListed(rules),
            ArrivalCounts.Of(performance), lastEvent,
            await Db.ArrivalsAsync(performance.Id, ReadId(AfterText) ?? 0, cancellationToken),
            await Db.FlaggedPartiesAsync([performance.Id], cancellationToken)));
    }
}
