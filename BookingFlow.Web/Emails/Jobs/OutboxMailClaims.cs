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
public sealed class OutboxMailClaims(MailSettings settings, CurrentVenue current)
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
            .Include(m => m.PerformanceChange)
            .SingleOrDefaultAsync(m => m.Id == mailId, context.Cancellation);
        if (mail?.CanBeClaimed(now) != true)
        {
            return MailClaim.None;
        }

        if (mail.IsHeldBack)
        {
            mail.GiveUp(mail.LastError!, now);
            return MailClaim.None;
        }

        var staffMember = mail.StaffId is null ? null : await db.Users.SingleAsync(u => u.Id == mail.StaffId, context.Cancellation);
        var before = mail.PerformanceChange is null ? null : await FindBeforeAsync(context, mail);
        var message = mail.PartyMessageId is null ? null : await FindMessageAsync(context, mail);
        if ((mail.Reservation is { } party
            ? ReasonNotToSend(mail, party, now) ?? ReasonNotToSend(message, party) ?? ReasonNotToSend(mail.PerformanceChange, before, party)
            : ReasonNotToSend(staffMember!)) is { } reason)
        {
            mail.GiveUp(reason, now);
            return MailClaim.None;
        }

        mail.Claim(claim, now + settings.ClaimLease);
        // Decided when the mail is sent, so that it is right whatever happened to the first reservation since.
        var group = mail is { Kind: MailKind.Confirmation, Reservation: { Status: ReservationStatus.Pending } one }
            ? await FindGroupAsync(context, one)
            : [];
        // Of a group, the page behind the link tells which of them have a first reservation.
        var first = mail is { Kind: MailKind.Confirmation, Reservation: { } pending } && group.Count == 0
            ? await db.FindFirstOfAddressAsync(pending, now, context.Cancellation)
            : null;
        var toSend = (mail.Reservation, message) switch
        {
            (not null, _) when first is not null => CreateLink(context, mail, first) with { First = first.Status },
            ({ } recipient, _) => CreateLink(context, mail, recipient) with { Message = message, Group = ExtendLinks(context, group) },
            (null, { } test) => Sample(mail, test, staffMember!),
            _ => CreateLink(context, mail, staffMember!),
        };
        return new MailClaim(toSend with { Before = before });
    }

    // The reasons are stored in the outbox row and are keys of the staff's word file (Outbox.Why.…).
    private static string? ReasonNotToSend(OutboxMail mail, Reservation party, DateTime now)
    {
        var (kind, startsAt) = (mail.Kind, party.Performance.StartsAt);
        // A message that was written after the performance, such as a thank-you, is still of use.
        var isForAfterwards = kind == MailKind.PartyMessage && mail.CreatedAt >= startsAt;
        return party switch
        {
            { ErasedAt: not null } => OutboxMail.PersonalDataErased,
            { Email: null } => "no address",
            { Status: not (ReservationStatus.Pending or ReservationStatus.Waiting) } when kind == MailKind.Confirmation => "no longer pending",
            _ when kind == MailKind.Confirmation && startsAt <= now => "the performance has begun",
            _ when startsAt + TicketMailCutoff <= now && !isForAfterwards => "the performance is over",
            { Status: not ReservationStatus.Cancelled } when kind is MailKind.ReservationReleased => "no longer cancelled",
            _ when kind is MailKind.Reminder or MailKind.WaitingListClosed && startsAt <= now => "the performance has begun",
            { Status: not ReservationStatus.Expired } when kind == MailKind.WaitingListClosed => "no longer waiting",
            { Performance.CancelledAt: not null } when kind == MailKind.Reminder => "no longer confirmed",
            { Status: not ReservationStatus.Confirmed } when kind.HasTicket() => "no longer confirmed",
            { Status: not (ReservationStatus.Confirmed or ReservationStatus.Waiting) } when kind == MailKind.PartyMessage => "no longer confirmed",
            _ => null,
        };
    }

    /// <param name="message">The message that the mail contains; null for other mails.</param>
    private static string? ReasonNotToSend(PartyMessage? message, Reservation party) =>
        message is null || message.PerformanceId == party.PerformanceId ? null : "moved to another performance";

    /// <param name="change">The change that the mail announces; null for other mails.</param>
    /// <param name="before">What the party knows, from <see cref="FindBeforeAsync"/>.</param>
    private static string? ReasonNotToSend(PerformanceChange? change, PerformanceChange? before, Reservation party) => change switch
    {
        null => null,
        _ when change.PerformanceId != party.PerformanceId => "moved to another performance",
        _ when before is null => "a later change is announced",
        _ when before.IsUndoneBy(party.Performance.Facts) => "the change was undone",
        _ => null,
    };

    /// <summary>Returns what the party knows of the performance: what it was before the first change of which no mail was sent.</summary>
    /// <remarks>So one mail announces several changes made while mail could not be sent, with what the party was told last.</remarks>
    /// <returns>Null if a later change has a mail of its own, which announces this one too.</returns>
    private static async Task<PerformanceChange?> FindBeforeAsync(UseCaseContext context, OutboxMail mail)
    {
        var performanceId = mail.PerformanceChange!.PerformanceId;
        var unsent = await context.Db.Outbox
            .Where(m => m.ReservationId == mail.ReservationId && m.SentAt == null && m.PerformanceChange!.PerformanceId == performanceId)
            .OrderBy(m => m.PerformanceChangeId)
            .Select(m => m.PerformanceChange!)
            .ToListAsync(context.Cancellation);
        return unsent[^1].Id == mail.PerformanceChangeId ? unsent[0] : null;
    }

    private static Task<PartyMessage> FindMessageAsync(UseCaseContext context, OutboxMail mail) => context.Db.PartyMessages
        .Include(m => m.Performance.Show)
        .Include(m => m.Performance.Room)
        .SingleAsync(m => m.Id == mail.PartyMessageId, context.Cancellation);

    private static string? ReasonNotToSend(StaffUser staffMember) => staffMember switch
    {
        { Email: null } => "no address",
        { DisabledAt: not null } => "switched off",
        _ => null,
    };

    /// <summary>Finds the reservations that the link of one of a group confirms, in the order of their performances.</summary>
    /// <returns>Empty unless there are others besides this one.</returns>
    private static async Task<List<Reservation>> FindGroupAsync(UseCaseContext context, Reservation reservation)
    {
        if (reservation.GroupId is null)
        {
            return [];
        }

        var group = await context.Db.GroupOf(reservation).Confirmable(context.Now)
            .Include(r => r.Performance.Show)
            .Include(r => r.Performance.Room)
            .OrderBy(r => r.Performance.StartsAt).ThenBy(r => r.Id)
            .ToListAsync(context.Cancellation);
        return group.Exists(r => r.Id != reservation.Id) ? group : [];
    }

    /// <summary>Lets the reservations of a group expire with the link that is about to be mailed.</summary>
    private List<MailParty> ExtendLinks(UseCaseContext context, List<Reservation> group)
    {
        group.ForEach(r => r.ExpiresAt = current.Rules.ConfirmationExpiry(context.Now, r.Performance.StartsAt));
        return [.. group.Select(r => PartyOf(r, default))];
    }

    private MailToSend CreateLink(UseCaseContext context, OutboxMail mail, Reservation party)
    {
        var performance = party.Performance;
        var token = Token.New();
        DateTime? expiresAt = null;
        var confirms = mail.Kind == MailKind.Confirmation && party.Status != ReservationStatus.Confirmed;
        if (confirms)
        {
            expiresAt = current.Rules.ConfirmationExpiry(context.Now, performance.StartsAt);
            party.ExpiresAt = expiresAt.Value;
            context.Db.Add(ReservationToken.Of(token, TokenPurpose.Confirmation, party, context.Now, expiresAt));
        }

        var partyToken = confirms ? token.Party : token;
        context.Db.Add(ReservationToken.Of(partyToken, TokenPurpose.Party, party, context.Now));
        if (mail.Kind.HasTicket())
        {
            context.Db.Add(ReservationToken.Of(partyToken.Ticket, TokenPurpose.Ticket, party, context.Now));
            context.Db.Add(ReservationToken.Of(partyToken.Ticket.CheckIn, TokenPurpose.CheckIn, party, context.Now));
        }

        return new MailToSend(
            mail.Id, mail.Kind, mail.MessageId, token, expiresAt, EmailAddress.Canonical(party.Email!), party.Name,
            PartyOf(party, partyToken))
        {
            Language = party.Language,
        };
    }

    private static MailParty PartyOf(Reservation party, Token token) => new(
        party.PartySize, party.Reference, party.Performance.Facts, party.Performance.Show.RunningMinutes, party.CalendarSequence, token)
    {
        Waits = party.SmallestParty is not null,
        Access = party.Access,
        CurtainReleaseAt = CurtainRelease.At(party.Performance),
    };

    private MailToSend CreateLink(UseCaseContext context, OutboxMail mail, StaffUser staffMember)
    {
        var token = Token.New();
        DateTime? expiresAt = null;
        if (mail.Kind is MailKind.Invitation or MailKind.PasswordReset)
        {
            expiresAt = context.Now + (mail.Kind == MailKind.Invitation ? StaffLink.InvitationLifetime : StaffLink.PasswordResetLifetime);
            context.Db.Add(StaffLink.Of(token, StaffLinkPurpose.SetPassword, staffMember.Id, context.Now, expiresAt));
        }

        return new MailToSend(
            mail.Id, mail.Kind, mail.MessageId, token, expiresAt, EmailAddress.Canonical(staffMember.Email!), staffMember.DisplayName, Party: null)
        {
            Language = Languages.ForStaff(current.Venue.Language),
        };
    }

    private MailToSend Sample(OutboxMail mail, PartyMessage message, StaffUser author) => MailToSend.SampleOf(
        message, message.Performance.Facts, mail, EmailAddress.Canonical(author.Email!), author.DisplayName,
        Languages.ForVisitors(current.Venue.Language));
}
