using System.Diagnostics;
using BookingFlow.Web.Components;
using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.Emails.Composition;
using BookingFlow.Web.Emails.Delivery;
using BookingFlow.Web.Staff;
using BookingFlow.Web.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Emails.Jobs;

/// <summary>
/// Sends one owed mail: claim it, make it, hand it over, mark it sent. A crash at any point leaves the
/// row owed; when the claim has run out, the sweep starts over. A new link is made for every attempt and its hashes
/// are committed with the claim, before the mail leaves; earlier links stay valid.
/// </summary>
public sealed partial class OutboxMailSender(
    WriteTransaction write,
    MailComposer composer,
    IMailDelivery delivery,
    MailSettings settings,
    BookingRules house,
    Venue venue,
    ILogger<OutboxMailSender> log,
    BookingMetrics meter)
{
    /// <summary>From then on a ticket is of no use to anybody, however long the mail server was away.</summary>
    private static readonly TimeSpan TheMorningAfter = TimeSpan.FromHours(12);

    public async Task RunAsync(int mailId, CancellationToken cancellationToken)
    {
        using var span = BookingActivities.Mail();
        var claim = Guid.NewGuid();
        var claimed = await write.RunAsync<Claim>(actor: null, context => ClaimAsync(context, mailId, claim), cancellationToken, WritePriority.Mail);
        if (claimed is not { Succeeded: true, Value.Mail: { } mail })
        {
            return;
        }

        try
        {
            await delivery.DeliverAsync(await composer.ComposeAsync(mail), cancellationToken);
            await SettleAsync(mailId, (row, now) => row.Sent(now));
            Count(mail.Kind, MailOutcome.Sent, span);
            LogSent(mailId, mail.Kind);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The program is shutting down: give the mail back at once instead of holding it until the claim ends.
            await SettleAsync(mailId, (row, _) => row.GiveBack(claim));
            throw;
        }
        catch (MailRefusedException refused)
        {
            Count(mail.Kind, MailOutcome.Refused, span);
            LogRefused(mailId, refused.Message);
            await SettleAsync(mailId, (row, now) => row.GiveUp(refused.Message, now));
        }
#pragma warning disable CA1031 // Whatever keeps a mail from leaving is written to its row, and tried again.
        catch (Exception failed)
#pragma warning restore CA1031
        {
            Count(mail.Kind, MailOutcome.Failed, span);
            LogFailed(mailId, failed.GetType().Name);
            LogFault(mailId, failed);
            await SettleAsync(mailId, (row, now) => row.Failed(failed.GetType().Name, now));
        }
    }

    private void Count(MailKind kind, MailOutcome outcome, Activity? span)
    {
        meter.Mailed(kind, outcome);
        span?.SetTag("bookingflow.mail.kind", SnakeCase.Of(kind)).SetTag("bookingflow.outcome", SnakeCase.Of(outcome));
    }

    private async Task<Result<Claim>> ClaimAsync(UseCaseContext context, int mailId, Guid claim)
    {
        var (db, now) = (context.Db, context.Now);
        var mail = await db.Outbox
            .Include(m => m.Reservation!.Performance.Show)
            .Include(m => m.Reservation!.Performance.Room)
            .SingleOrDefaultAsync(m => m.Id == mailId, context.Cancellation);
        if (mail?.CanBeClaimed(now) != true)
        {
            return Claim.None;
        }

        var colleague = mail.StaffId is null ? null : await db.Users.SingleAsync(u => u.Id == mail.StaffId, context.Cancellation);
        if ((mail.Reservation is { } party ? WhyOfNoUse(mail.Kind, party, now) : WhyOfNoUse(colleague!)) is { } reason)
        {
            mail.GiveUp(reason, now);
            return Claim.None;
        }

        mail.Claim(claim, now + settings.ClaimLease);
        var minted = mail.Reservation is null ? Mint(context, mail, colleague!) : Mint(context, mail, mail.Reservation);
        return new Claim(minted with { VenueTexts = await db.WrittenTextsAsync(context.Cancellation) });
    }

    private static string? WhyOfNoUse(MailKind kind, Reservation party, DateTime now) => party switch
    {
        { Email: null } => "no address",
        { Status: not ReservationStatus.Pending } when kind == MailKind.Confirmation => "no longer pending",
        _ when kind == MailKind.Confirmation && party.Performance.StartsAt <= now => "the performance has begun",
        _ when party.Performance.StartsAt + TheMorningAfter <= now => "the performance is over",
        { Status: not ReservationStatus.Confirmed } when kind == MailKind.Ticket => "no longer confirmed",
        _ => null,
    };

    private static string? WhyOfNoUse(StaffUser colleague) => colleague switch
    {
        { Email: null } => "no address",
        { DisabledAt: not null } => "switched off",
        _ => null,
    };

    private MailToSend Mint(UseCaseContext context, OutboxMail mail, Reservation party)
    {
        var performance = party.Performance;
        var token = Token.New();
        DateTime? expiresAt = null;
        if (mail.Kind == MailKind.Confirmation)
        {
            expiresAt = house.ConfirmationExpiry(context.Now, performance.StartsAt);
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

    private MailToSend Mint(UseCaseContext context, OutboxMail mail, StaffUser colleague)
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

    // Not cancellable: whether a mail left must be written down even while the program is shutting down.
    private Task<Result<OutboxMail>> SettleAsync(int mailId, Action<OutboxMail, DateTime> settle) => write.RunAsync<OutboxMail>(
        actor: null,
        async context =>
        {
            var row = await context.Db.Outbox.SingleAsync(m => m.Id == mailId, context.Cancellation);
            if (row.IsUnsent)
            {
                settle(row, context.Now);
            }

            return row;
        },
        CancellationToken.None,
        WritePriority.Mail);

    [LoggerMessage(LogLevel.Information, "Sent mail {MailId} ({Kind})")]
    private partial void LogSent(int mailId, MailKind kind);

    [LoggerMessage(LogLevel.Warning, "Mail {MailId} was refused for good: {Answer}")]
    private partial void LogRefused(int mailId, string answer);

    [LoggerMessage(LogLevel.Warning, "Mail {MailId} could not be sent ({Fault}); it will be tried again")]
    private partial void LogFailed(int mailId, string fault);

    // A server's answer may repeat an address, so the whole of it is only for whoever asks for it.
    [LoggerMessage(LogLevel.Debug, "Why mail {MailId} could not be sent")]
    private partial void LogFault(int mailId, Exception exception);

    private sealed record Claim(MailToSend? Mail)
    {
        public static Claim None { get; } = new(Mail: null);
    }
}
