using System.Text.Json;
using BookingFlow.Web.Components;
using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Pages.Staff.CheckIn.Camera;

/// <summary>The camera station: reads tickets with the device's camera, also without a network. The only page with scripts of our own.</summary>
/// <remarks>The scripts are in wwwroot/camera-station; docs/decisions/0060 says what they keep on the device.</remarks>
public sealed class IndexModel(
    BookingDbContext db, DoorCookie door, PublicLinks links, IAntiforgery antiforgery, CameraStationScripts scripts, BookingRules rules,
    IStringLocalizer<Words> words, TimeProvider clock) : DoorPage(db, door, clock)
{
    /// <summary>The performance to check in; otherwise the one assigned to this door, or the only one of tonight.</summary>
    [FromQuery(Name = "performance")]
    public string? PerformanceId { get; set; }

    /// <summary>Null: it must be chosen, or there is none tonight.</summary>
    public DoorChoice? Performance { get; private set; }

    /// <summary>What precedes the token in the QR code of a ticket.</summary>
    public string CheckInPrefix => links.CheckInPrefix;

    /// <summary>Whether the device's list has readable names.</summary>
    public bool FindsNames => rules.SearchesNamesOffline;

    public string MainScript => scripts.Main;

    public string FormToken => antiforgery.GetAndStoreTokens(HttpContext).RequestToken!;

    /// <summary>The texts of the scripts as JSON.</summary>
    public string Texts => JsonSerializer.Serialize(CameraStationWords.All(words));

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        await LoadDoorAsync(cancellationToken);
        Performance = Performances.FirstOrDefault(p => $"{p.Id}" == PerformanceId) ?? Performances.FirstOrDefault(p => p.Id == DefaultPerformanceId);
    }
}
