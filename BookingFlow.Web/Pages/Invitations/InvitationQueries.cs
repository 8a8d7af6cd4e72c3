using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Shared;
using BookingFlow.Web.Pages.Shows;

namespace BookingFlow.Web.Pages.Invitations;

/// <summary>Queries of the page behind the link of a show or performance.</summary>
public static class InvitationQueries
{
    /// <summary>Reads the show to which a link leads, with the upcoming performances that it opens.</summary>
    /// <returns>The show; null when the text is malformed, unknown or of an earlier link.</returns>
    public static async Task<ShowView?> InvitedShowAsync(this BookingDbContext db, string text, DateTime now, CancellationToken cancellationToken)
    {
        if (InvitationKey.Parse(text) is not { } key)
        {
            return null;
        }

        var invited = db.Invited(key);
        var show = await db.ShowViewAsync(
            db.Shows.Where(s => s.Invitation == key || invited.Any(p => p.ShowId == s.Id)), invited, now, cancellationToken);
        return show is null
            ? null
            : show with
            {
                Poster = show.Poster is { } poster ? poster with { Invitation = text } : null,
                Performances = [.. show.Performances.Select(p => p with { Invitation = text })],
            };
    }
}
