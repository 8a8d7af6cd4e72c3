using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.Emails.Composition;
using BookingFlow.Web.Emails.Delivery;
using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Emails.Jobs;

/// <summary>Claims a mail of the outbox for one sender, and creates the link that it contains.</summary>
/// <remarks>
/// Each attempt has a new link, because the database stores only the hashes of tokens. The hashes are committed with the claim, before the mail is
/// sent. Links of earlier attempts stay valid.
/// </remarks>
public sealed class OutboxMailClaims(MailSettings settings, BookingRules rules, Venue venue)
{
    /// <summary>How long after the start of a performance a mail about it is still sent.</summary>
    private static readonly TimeSpan TicketMailCutoff = TimeSpan.FromHours(12);

    /// <summary>Claims a mail for <see cref="MailSettings.ClaimLease"/>, or gives it up if it is no longer of use.</summary>
    /// <param name="claim">Identifies the claim, so that only its holder can release it.</param>
    /// <returns>The mail to send; <see cref="MailClaim.None"/> if there is nothing to send.</returns>
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

        var staffMember = mail.StaffId is null ? null : await db.Users.SingleAsync(u => u.Id == mail.StaffId, context.Cancellation);
        if ((mail.Reservation is { } party ? ReasonNotToSend(mail.Kind, party, now) : ReasonNotToSend(staffMember!)) is { } reason)
        {
            mail.GiveUp(reason, now);
            return MailClaim.None;
        }

        mail.Claim(claim, now + settings.ClaimLease);
        var toSend = mail.Reservation is null ? CreateLink(context, mail, staffMember!) : CreateLink(context, mail, mail.Reservation);
        return new MailClaim(toSend with { VenueTexts = await db.VenueTextKindsAsync(context.Cancellation) });
    }

    // The reasons are stored in the outbox row and are keys of the staff's word file (Outbox.Why.…).
    private static string? ReasonNotToSend(MailKind kind, Reservation party, DateTime now) => party switch
    {
        { Email: null } => "no address",
        { Status: not ReservationStatus.Pending } when kind == MailKind.Confirmation => "no longer pending",
        _ when kind == MailKind.Confirmation && party.Performance.StartsAt <= now => "the performance has begun",
        _ when party.Performance.StartsAt + TicketMailCutoff <= now => "the performance is over",
        { Status: not ReservationStatus.Confirmed } when kind == MailKind.Ticket => "no longer confirmed",
        _ => null,
    };

    private static string? ReasonNotToSend(StaffUser staffMember) => staffMember switch
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
            new MailParty(party.PartySize, party.Reference, performance.Facts, performance.Show.RunningMinutes))
        {
            Language = party.Language,
        };
    }

    private MailToSend CreateLink(UseCaseContext context, OutboxMail mail, StaffUser staffMember)
    {
        var token = Token.New();
        DateTime? expiresAt = null;
        if (mail.Kind is MailKind.Invitation or MailKind.PasswordReset)
        {
            expiresAt = context.Now + (mail.Kind == MailKind.Invitation ? StaffLink.InvitationLifetime : StaffLink.PasswordResetLifetime);
            context.Db.Add(StaffLink.Of(token, StaffLinkPurpose.SetPassword, staffMember.Id, context.Now, expiresAt));
        }

        return new MailToSend(mail.Id, mail.Kind, mail.MessageId, token, expiresAt, staffMember.Email!, staffMember.DisplayName, Party: null)
        {
            Language = Languages.ForStaff(venue.Language),
        };
    }
}
