using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Shared;
using BookingFlow.Web.Staff;
using BookingFlow.Web.UseCases.Administration;
using BookingFlow.Web.UseCases.Door;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.Pair;

/// <summary>
/// Pairs this browser with a performance, by the link in the QR code of <c>Performances/Devices</c>. All links that cannot be used look the same.
/// </summary>
public sealed class IndexModel(
    BookingDbContext db, PairDevice pairDevice, EndStaffSession endSession, StaffSignIn signIn, TimeProvider clock) : BasePage, IRateLimitedForm
{
    [FromRoute(Name = "token")]
    public string LinkText { get; set; } = "";

    /// <summary>Name of the volunteer who takes the device.</summary>
    [BindProperty]
    public string? Volunteer { get; set; }

    /// <summary>The performance; null when the link cannot be used.</summary>
    public PerformanceFacts? Performance { get; private set; }

    /// <summary>Names that were used on devices of this performance.</summary>
    public IReadOnlyList<string> Volunteers { get; private set; } = [];

    /// <summary>Whether pairing signs an account out on this device.</summary>
    public bool ReplacesAccount => User.Identity?.IsAuthenticated == true && !User.IsPairedDevice();

    public string? RateLimitedEmail => null;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return Performance is null ? await RefuseAsync(new Failure(FailureKind.NotFound), cancellationToken) : Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!Token.TryParse(LinkText, out var link))
        {
            return await RefuseAsync(new Failure(FailureKind.NotFound), cancellationToken);
        }

        var replaced = await signIn.FindSessionAsync();
        var result = await pairDevice.PairAsync(link, Volunteer, cancellationToken);
        if (!result.Succeeded)
        {
            return await RefuseAsync(result.Failure, cancellationToken);
        }

        if (replaced is not null)
        {
            // A copy of the replaced cookie must be worth nothing; if it cannot be ended now, it ends by its age.
            _ = await endSession.EndAsync(replaced, cancellationToken);
        }

        await HttpContext.SignInAsync(IdentityConstants.ApplicationScheme, PairedDeviceClaims.PrincipalOf(result.Value));
        return SeeOtherPage("/Staff/CheckIn/Station");
    }

    public override async Task<IActionResult> RefuseAsync(Failure failure, CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return await base.RefuseAsync(Performance is null ? new Failure(FailureKind.NotFound) : failure, cancellationToken);
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        if (!Token.TryParse(LinkText, out var link))
        {
            return;
        }

        var hash = link.Hash;
        var device = await db.PairedDevices.AsNoTracking().Include(d => d.Performance).ThenInclude(p => p.Show)
            .Include(d => d.Performance).ThenInclude(p => p.Room)
            .SingleOrDefaultAsync(d => d.Hash == hash, cancellationToken);
        if (device?.IsUsable(clock.GetUtcNow().UtcDateTime) != true)
        {
            return;
        }

        Performance = device.Performance.Facts;
        Volunteers = await db.PairedDevices.Where(d => d.PerformanceId == device.PerformanceId && d.PairedAt != null)
            .Select(d => d.Volunteer).Distinct().OrderBy(name => name)
            .ToListAsync(cancellationToken);
    }
}
