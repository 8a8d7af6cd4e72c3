using System.Security.Cryptography;
using System.Text;
using BookingFlow.Web.Staff;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace BookingFlow.Web.Data;

/// <summary>Identity's user store, which stores recovery codes as SHA-256 hashes instead of plain text.</summary>
/// <remarks>Each code replaces the second factor, so a reader of the database must not learn it.</remarks>
public sealed class StaffStore(BookingDbContext db, IdentityErrorDescriber? describer = null)
    : UserStore<StaffUser, IdentityRole<int>, BookingDbContext, int>(db, describer)
{
    // True while the base class stores the remaining codes after one was redeemed: these are hashes already.
    private bool _codesAreHashed;

    public override Task ReplaceCodesAsync(StaffUser user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken) =>
        base.ReplaceCodesAsync(user, _codesAreHashed ? recoveryCodes : recoveryCodes.Select(Hash), cancellationToken);

    public override async Task<bool> RedeemCodeAsync(StaffUser user, string code, CancellationToken cancellationToken)
    {
        _codesAreHashed = true;
        try
        {
            return await base.RedeemCodeAsync(user, Hash(code), cancellationToken);
        }
        finally
        {
            _codesAreHashed = false;
        }
    }

    // Normalized first, so that a code matches when typed in lower case or without its hyphen.
    private static string Hash(string code) => Convert.ToBase64String(SHA256.HashData(
        Encoding.UTF8.GetBytes(string.Concat(code.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant())));
}
