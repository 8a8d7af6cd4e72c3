using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.UseCases.Programme;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Administration;

/// <summary>Changes what pages, tickets and mails say about the venue, and its booking rules.</summary>
/// <remarks>
/// Times are stored in UTC, so another time zone changes the local times of the performances that are planned. This must be acknowledged.
/// </remarks>
public sealed class ChangeVenueProfile(WriteTransaction write, CurrentVenue current)
{
    /// <param name="acknowledgedTimeZone">Whether to change the time zone although performances are planned.</param>
    /// <returns>The profile, or: InvalidInput, NotPossible (PerformancesPlanned), Busy.</returns>
    public Task<Result<VenueProfile>> ChangeAsync(VenueInput typed, bool acknowledgedTimeZone, Actor actor, CancellationToken cancellationToken)
    {
        var check = ValidVenue.Check(typed);
        return write.RunAsync<VenueProfile>(
            actor,
            async context =>
            {
                if (!check.Succeeded)
                {
                    return check.Failure;
                }

                var profile = await context.Db.VenueProfiles.SingleAsync(context.Cancellation);
                if (!acknowledgedTimeZone
                    && !string.Equals(profile.TimeZone, check.Value.TimeZone, StringComparison.Ordinal)
                    && await context.Db.Performances.AnyAsync(p => p.StartsAt > context.Now && p.CancelledAt == null, context.Cancellation))
                {
                    return Failure.NotPossible(Obstacle.PerformancesPlanned);
                }

                var before = VenueAuditText.Fields(profile);
                profile.Apply(check.Value);
                var difference = PerformanceAuditText.Difference(before, VenueAuditText.Fields(profile));
                if (difference.Length > 0)
                {
                    profile.Touch(context.Now);
                    context.Audit(AuditAction.VenueChanged, AuditSubject.Venue, profile.Id, difference);
                    context.AfterCommit(() => current.Set(profile));
                }

                return profile;
            },
            cancellationToken);
    }
}
