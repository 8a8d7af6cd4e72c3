using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.Emails.Composition;
using BookingFlow.Web.Emails.Delivery;
using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Emails.Jobs;

/// <summary>
/// Claims a mail of the outbox for one sender, and creates the link that it carries: a new one for every attempt, whose hashes are committed
/// with the claim, before the mail leaves. Earlier links stay valid.
/// </summary>
public sealed class OutboxMailClaims(MailSettings settings, BookingRules rules, Venue venue)
{
    /// <summary>How long after the start a mail about a performance is still sent, however long the mail server was away.</summary>
    private static readonly TimeSpan TicketMailCutoff = TimeSpan.FromHours(12);

    /// <summary>Claims a mail for as long as <see cref="MailSettings.ClaimLease"/>, or gives it up where it is of no use any more.</summary>
    /// <param name="claim">Names the claim, so that only its holder gives the mail back.</param>
    /// <returns>What is to be sent; <see cref="MailClaim.None"/> where there is nothing to send.</returns>
    public async Task<Result<MailClaim>> ClaimAsync(UseCaseContext context, int mailId, Guid claim)
    {
        var (db, now) = (context.Db, context.Now);
        var mail = await db.Outbox
            .Include(m => m.Reservation!.Performance.Show)
            .Include(m => m.Reservation!.Performance.Room)
            .SingleOrDefaultAsync(m => m.Id == mailId, context.Cancellation);
        if (mail?.CanBeClaimed(now) != true)
        {
            return MailClaim.None;
        }

        var colleague = mail.StaffId is null ? null : await db.Users.SingleAsync(u => u.Id == mail.StaffId, context.Cancellation);
        if ((mail.Reservation is { } party ? ReasonNotToSend(mail.Kind, party, now) : ReasonNotToSend(colleague!)) is { } reason)
        {
            mail.GiveUp(reason, now);
            return MailClaim.None;
        }

        mail.Claim(claim, now + settings.ClaimLease);
        var created = mail.Reservation is null ? CreateLink(context, mail, colleague!) : CreateLink(context, mail, mail.Reservation);
        return new MailClaim(created with { VenueTexts = await db.WrittenTextsAsync(context.Cancellation) });
    }

    private static string? ReasonNotToSend(MailKind kind, Reservation party, DateTime now) => party switch
    {
        { Email: null } => "no address",
        { Status: not ReservationStatus.Pending } when kind == MailKind.Confirmation => "no longer pending",
        _ when kind == MailKind.Confirmation && party.Performance.StartsAt <= now => "the performance has begun",
        _ when party.Performance.StartsAt + TicketMailCutoff <= now => "the performance is over",
        { Status: not ReservationStatus.Confirmed } when kind == MailKind.Ticket => "no longer confirmed",
        _ => null,
    };

    private static string? ReasonNotToSend(StaffUser colleague) => colleague switch
    {
        { Email: null } => "no address",
        { DisabledAt: not null } => "switched off",
        _ => null,
    };

    private MailToSend CreateLink(UseCaseContext context, OutboxMail mail, Reservation party)
    {
        var performance = party.Performance;
        var token = Token.New();
        DateTime? expiresAt = null;
        if (mail.Kind == MailKind.Confirmation)
        {
            expiresAt = rules.ConfirmationExpiry(context.Now, performance.StartsAt);
            party.ExpiresAt = expiresAt.Value;
            context.Db.Add(ReservationToken.Of(token, TokenPurpose.Confirmation, party, context.Now, expiresAt));
        }
        else if (mail.Kind == MailKind.Ticket)
        {
            context.Db.Add(ReservationToken.Of(token, TokenPurpose.Ticket, party, context.Now));
            context.Db.Add(ReservationToken.Of(token.CheckIn, TokenPurpose.CheckIn, party, context.Now));
        }

        return new MailToSend(
            mail.Id, mail.Kind, mail.MessageId, token, expiresAt, party.Email!, party.Name,
            new PartyToTell(party.PartySize, party.Reference, performance.Facts, performance.Show.RunningMinutes))
        {
            Language = party.Language,
        };
    }

    private MailToSend CreateLink(UseCaseContext context, OutboxMail mail, StaffUser colleague)
    {
        var token = Token.New();
        DateTime? expiresAt = null;
        if (mail.Kind is MailKind.Invitation or MailKind.PasswordReset)
        {
            expiresAt = context.Now + (mail.Kind == MailKind.Invitation ? StaffLink.InvitationLifetime : StaffLink.PasswordResetLifetime);
            context.Db.Add(StaffLink.Of(token, StaffLinkPurpose.SetPassword, colleague.Id, context.Now, expiresAt));
        }

        return new MailToSend(mail.Id, mail.Kind, mail.MessageId, token, expiresAt, colleague.Email!, colleague.DisplayName, Party: null)
        {
            Language = Languages.ForStaff(venue.Language),
        };
    }
}
