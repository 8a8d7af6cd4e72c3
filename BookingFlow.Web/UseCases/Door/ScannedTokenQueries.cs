using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Door;

/// <summary>Finds which of the tokens that a scanned text can be read as is stored.</summary>
public static class ScannedTokenQueries
{
    /// <summary>Selects the token to check in with: the only one that is stored. No guess admits a party (docs/decisions/0040).</summary>
    /// <returns>
    /// The token; null if none is stored, or several are. A single one that was read as typed is returned without a query, stored or not: that is
    /// every scan with the right keyboard, and its check-in looks it up anyway.
    /// </returns>
    public static async Task<ScannedToken?> FindStoredAsync(this BookingDbContext db, ScannedCode scanned, CancellationToken cancellationToken)
    {
        switch (scanned)
        {
            case { Tokens: [] }:
                return null;
            case { Tokens: [{ Mismatch: KeyboardMismatch.None } asTyped], IsCaseLost: false }:
                return asTyped;
        }

        var hashes = scanned.Tokens.Select(read => read.Token.Hash).ToList();
        var stored = await db.Tokens
            .Where(t => hashes.Contains(t.Hash) && t.Purpose == TokenPurpose.CheckIn)
            .Select(t => t.Hash)
            .ToListAsync(cancellationToken);
        return stored is [var hash] ? scanned.Tokens.Single(read => read.Token.Hash.AsSpan().SequenceEqual(hash)) : null;
    }
}
