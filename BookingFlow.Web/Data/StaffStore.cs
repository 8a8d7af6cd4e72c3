using System.Security.Cryptography;
using System.Text;
using BookingFlow.Web.Staff;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace BookingFlow.Web.Data;

/// <summary>The accounts, of whose recovery codes only hashes are stored: each is a password of its own.</summary>
public sealed class StaffStore(BookingDbContext db, IdentityErrorDescriber? describer = null)
    : UserStore<StaffUser, IdentityRole<int>, BookingDbContext, int>(db, describer)
{
    // Redeeming one code puts the others back, which are hashes already.
    private bool _putsHashesBack;

    public override Task ReplaceCodesAsync(StaffUser user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken) =>
        base.ReplaceCodesAsync(user, _putsHashesBack ? recoveryCodes : recoveryCodes.Select(Hash), cancellationToken);

    public override async Task<bool> RedeemCodeAsync(StaffUser user, string code, CancellationToken cancellationToken)
    {
        _putsHashesBack = true;
        try
        {
            return await base.RedeemCodeAsync(user, Hash(code), cancellationToken);
        }
        finally
        {
            _putsHashesBack = false;
        }
    }

    // However it was typed: in small letters, without the hyphen.
    private static string Hash(string code) => Convert.ToBase64String(SHA256.HashData(
        Encoding.UTF8.GetBytes(string.Concat(code.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant())));
}
