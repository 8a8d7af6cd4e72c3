using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.UseCases.Door;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.Performances;

/// <summary>The devices that volunteers use at the doors of a performance: pairs them by a QR code, and ends them (docs/decisions/0073).</summary>
public sealed class DevicesModel(
    BookingDbContext db, PairDevice pairDevice, EndPairedDevice endDevice, PublicLinks links, BookingRules rules, TimeProvider clock)
    : PerformancePage(db)
{
    /// <summary>Id of the device to end.</summary>
    [BindProperty]
    public int Device { get; set; }

    /// <summary>The link for the QR code; null unless this request made one.</summary>
    public string? Link { get; private set; }

    public IReadOnlyList<PairedDeviceLine> Devices { get; private set; } = [];

    /// <summary>When pairings end; UTC.</summary>
    public DateTime EndsAt => PairedDevice.EndsAt(Performance!, rules);

    public bool IsOver => Now >= EndsAt;

    public bool CanPair => PairedDevice.CanPair(Performance!, rules, Now);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Makes a link and shows its QR code. No redirect, because only the hash of the link is stored.</summary>
    public async Task<IActionResult> OnPostPairAsync(CancellationToken cancellationToken)
    {
        var result = await pairDevice.PrepareAsync(Id, await ActorAsync(cancellationToken), cancellationToken);
        if (!result.Succeeded)
        {
            return await RefuseAsync(result.Failure, cancellationToken);
        }

        Link = links.PairDevice(result.Value);
        await LoadAsync(cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostEndAsync(CancellationToken cancellationToken)
    {
        var result = await endDevice.EndAsync(Device, Id, await ActorAsync(cancellationToken), cancellationToken);
        return result.Succeeded
            ? SeeOtherPage("/Staff/Performances/Devices", Done.DeviceEnded, new { Id })
            : await RefuseAsync(result.Failure, cancellationToken);
    }

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        await base.LoadAsync(cancellationToken);
        var devices = await Db.PairedDevices.AsNoTracking().Where(d => d.PerformanceId == Id && d.PairedAt != null)
            .OrderByDescending(d => d.Id)
            .ToListAsync(cancellationToken);
        var scans = await Db.ScanEvents.Where(e => e.AssignedPerformanceId == Id)
            .GroupBy(e => new { e.StaffId, e.StaffName })
            .Select(g => new { g.Key.StaffId, g.Key.StaffName, At = g.Max(e => e.At) })
            .ToListAsync(cancellationToken);
        Devices =
        [
            .. devices.Select(d => new PairedDeviceLine(
                d.Id, d.Volunteer, d.StaffName, d.PairedAt!.Value, d.EndedAt,
                scans.Find(s => s.StaffId == d.StaffId && s.StaffName == d.Actor.Name)?.At)),
        ];
    }
}
