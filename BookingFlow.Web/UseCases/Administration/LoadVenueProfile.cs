using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Administration;

/// <summary>Reads the venue's profile into <see cref="CurrentVenue"/>, and creates it when the program starts on a new database.</summary>
public sealed class LoadVenueProfile(IDbContextFactory<BookingDbContext> contexts, WriteTransaction write, CurrentVenue current)
{
    /// <summary>Reads the profile, or creates it.</summary>
    /// <param name="first">The profile to store if there is none: the values of the settings file.</param>
    /// <returns>The stored profile, or: Busy.</returns>
    /// <exception cref="TimeZoneNotFoundException">This machine does not know the stored time zone.</exception>
    public async Task<Result<VenueProfile>> LoadAsync(VenueProfile first, CancellationToken cancellationToken)
    {
        var stored = await FindAsync(cancellationToken);
        // Another node may create it at the same time: then the insert violates the primary key, and the second attempt finds the row.
        Result<VenueProfile> loaded = stored ?? await write.RunAsync<VenueProfile>(
            actor: null,
            async context =>
            {
                if (await context.Db.VenueProfiles.SingleOrDefaultAsync(context.Cancellation) is { } other)
                {
                    return other;
                }

                // A database of version 0.1.0 has texts and no profile.
                foreach (var kind in await context.Db.VenueTexts.Select(t => t.Kind).ToListAsync(context.Cancellation))
                {
                    first.SetWritten(kind, isWritten: true);
                }

                context.Db.Add(first);
                return first;
            },
            cancellationToken);
        if (loaded.Succeeded)
        {
            current.Set(loaded.Value);
        }

        return loaded;
    }

    /// <summary>Reads the profile again if another node has changed it. Does nothing before the profile exists.</summary>
    /// <exception cref="TimeZoneNotFoundException">This machine does not know the stored time zone.</exception>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var version = await db.VenueProfiles.Select(p => p.Version).SingleOrDefaultAsync(cancellationToken);
        if (version > current.Version && await FindAsync(cancellationToken) is { } profile)
        {
            current.Set(profile);
        }
    }

    private async Task<VenueProfile?> FindAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.VenueProfiles.AsNoTracking().SingleOrDefaultAsync(cancellationToken);
    }
}
