using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.Staff;
using BookingFlow.Web.UseCases.Administration;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.Tokens;

/// <summary>Lists the access tokens that work, makes one, and revokes them. The answer to making one shows its secret, once.</summary>
/// <remarks>Staff see their own tokens; Administrators see those of all, so that they can revoke them.</remarks>
public sealed class IndexModel(BookingDbContext db, AddAccessToken add, RevokeAccessToken revoke, TimeProvider clock) : StaffPage(db)
{
    /// <summary>The offered lifetimes, in days.</summary>
    public static readonly IReadOnlyList<int> OfferedDays = [7, 30, 90, AccessToken.MaxDays];

    [BindProperty]
    public AccessTokenInput Typed { get; set; } = new();

    public IReadOnlyList<TokenListing> Tokens { get; private set; } = [];

    /// <summary>The token that this request has made; null for others.</summary>
    public AddedAccessToken? Added { get; private set; }

    public bool ShowsAll => User.IsInRole(StaffRoles.Administrator);

    /// <summary>The roles that a token can have. A token for the door would open nothing.</summary>
    public IEnumerable<string> Roles => StaffRoles.ForTokens(ShowsAll ? StaffRoles.Administrator : StaffRoles.BoxOffice)
        .Where(role => role != StaffRoles.Door).Reverse();

    public Task OnGetAsync(CancellationToken cancellationToken) => LoadAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var added = await add.AddAsync(Typed, await ActorAsync(cancellationToken), cancellationToken);
        if (!added.Succeeded)
        {
            return await RefuseAsync(added.Failure, cancellationToken);
        }

        // No redirect, which would need the secret in an address or a cookie.
        (Added, Typed) = (added.Value, new());
        await LoadAsync(cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostRevokeAsync(int id, CancellationToken cancellationToken)
    {
        var revoked = await revoke.RevokeAsync(id, await ActorAsync(cancellationToken), cancellationToken);
        return revoked.Succeeded ? SeeOtherPage("/Staff/Tokens/Index", Done.Revoked) : await RefuseAsync(revoked.Failure, cancellationToken);
    }

    public override async Task<IActionResult> RefuseAsync(Failure failure, CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return await base.RefuseAsync(failure, cancellationToken);
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        var (now, own) = (clock.GetUtcNow().UtcDateTime, (await ActorAsync(cancellationToken)).Id!.Value);
        var tokens = Db.AccessTokens.Where(t => t.RevokedAt == null && t.ExpiresAt > now);
        Tokens = await (ShowsAll ? tokens : tokens.Where(t => t.StaffId == own))
            .Join(Db.Users, t => t.StaffId, u => u.Id, (t, u) => new { Token = t, u.DisplayName })
            .OrderBy(t => t.Token.Id)
            .Select(t => new TokenListing
            {
                Id = t.Token.Id,
                Name = t.Token.Name,
                Owner = t.DisplayName,
                Role = t.Token.Role,
                ExpiresAt = t.Token.ExpiresAt,
                LastUsedAt = t.Token.LastUsedAt,
            })
            .ToListAsync(cancellationToken);
    }
}
