using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.Pictures;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Administration;

/// <summary>Adds, replaces or removes the venue's logo.</summary>
public sealed class ChangeVenueLogo(WriteTransaction write, CurrentVenue current, PictureProcessor pictures, TimeProvider clock)
{
    /// <summary>Adds or replaces the logo.</summary>
    /// <param name="file">Null or empty if no file was chosen.</param>
    /// <returns>The profile, or: InvalidInput, Busy.</returns>
    public async Task<Result<VenueProfile>> ChangeAsync(byte[]? file, Actor actor, CancellationToken cancellationToken)
    {
        if (file is not { Length: > 0 })
        {
            return Failure.InvalidInput(new InvalidField(FormField.Logo, FieldProblem.Missing));
        }

        var logo = await pictures.ProcessLogoAsync(file, clock.GetUtcNow().UtcDateTime, cancellationToken);
        return logo.Succeeded ? await ReplaceAsync(logo.Value, actor, cancellationToken) : logo.Failure;
    }

    /// <summary>Removes the logo; does nothing if there is none.</summary>
    /// <returns>The profile, or: Busy.</returns>
    public Task<Result<VenueProfile>> RemoveAsync(Actor actor, CancellationToken cancellationToken) =>
        ReplaceAsync(null, actor, cancellationToken);

    private Task<Result<VenueProfile>> ReplaceAsync(VenueLogo? logo, Actor actor, CancellationToken cancellationToken) =>
        write.RunAsync<VenueProfile>(
            actor,
            async context =>
            {
                var profile = await context.Db.VenueProfiles.SingleAsync(context.Cancellation);
                var before = await context.Db.VenueLogos.SingleOrDefaultAsync(l => l.Id == profile.LogoId, context.Cancellation);
                if (before is null && logo is null)
                {
                    return profile;
                }

                if (logo is not null)
                {
                    context.Db.Add(logo);
                    // The profile needs the id, which the database generates.
                    await context.Db.SaveChangesAsync(context.Cancellation);
                }

                profile.LogoId = logo?.Id;
                profile.Touch(context.Now);
                await context.Db.SaveChangesAsync(context.Cancellation);
                if (before is not null)
                {
                    context.Db.Remove(before);
                }

                context.Audit(
                    AuditAction.VenueChanged, AuditSubject.Venue, profile.Id,
                    $"{FormField.Logo}: {VenueAuditText.Summarize(before)} → {VenueAuditText.Summarize(logo)}");
                context.AfterCommit(() => current.Set(profile));
                return profile;
            },
            cancellationToken);
}
