using System.Globalization;
using System.Net;
using BookingFlow.Web.Components;
using BookingFlow.Web.Components.Emails;
using BookingFlow.Web.Components.Reservations;
using BookingFlow.Web.Data;
using BookingFlow.Web.Emails.Delivery;
using BookingFlow.Web.Wallets;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using MimeKit;

namespace BookingFlow.Web.Emails.Composition;

/// <summary>Composes a mail in the recipient's language: HTML and plain text from Razor components, QR code as inline image, calendar file.</summary>
public sealed class MailComposer(
    ComponentRenderer components,
    IStringLocalizer<Words> words,
    PublicLinks links,
    CurrentVenue current,
    MailSettings settings,
    OfferedWallets wallets,
    TimeProvider clock)
{
    private const string QrContentId = "ticket-qr";

    /// <summary>The longest show title in a subject, in UTF-16 code units; longer titles are cut.</summary>
    private const int LongestTitle = 80;

    private Venue Venue => current.Venue;

    public async Task<MimeMessage> ComposeAsync(MailToSend mail)
    {
        // Local to this asynchronous method: the caller's culture is restored when it returns.
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(mail.Language);
        var from = MailboxAddress.Parse(settings.From);
        var message = new MimeMessage
        {
            // The same in every attempt, so that mailboxes can drop a duplicate that was sent again after a crash.
            MessageId = $"{mail.MessageId:N}@{from.Domain}",
            Date = clock.GetUtcNow(),
        };
        message.From.Add(new MailboxAddress(from.Name ?? Venue.Name, from.Address));
        if (settings.ReplyTo is { } replyTo)
        {
            message.ReplyTo.Add(MailboxAddress.Parse(replyTo));
        }
        else if (Venue.Email is { } boxOffice)
        {
            message.ReplyTo.Add(new MailboxAddress(Venue.Name, boxOffice));
        }

        message.To.Add(new MailboxAddress(mail.Name, mail.To));
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Headers.Add(HeaderId.ContentLanguage, mail.Language);
        message.Body = mail.Kind switch
        {
            MailKind.Confirmation when mail.First is { } first => await FirstReservationAsync(message, mail, first),
            MailKind.Confirmation => await ConfirmationAsync(message, mail),
            MailKind.Ticket => await TicketAsync<TicketMail, TicketMailText>(message, mail),
            MailKind.Reminder => await TicketAsync<ReminderMail, ReminderMailText>(message, mail),
            MailKind.WaitingListTicket => await TicketAsync<WaitingListTicketMail, WaitingListTicketMailText>(message, mail),
            MailKind.PerformanceChanged => await TicketAsync<PerformanceChangedMail, PerformanceChangedMailText>(message, mail),
            MailKind.PartyMessage => await MessageAsync(message, mail),
            MailKind.ReservationCancelled or MailKind.ReservationReleased or MailKind.PerformanceCancelled
                or MailKind.WaitingListClosed or MailKind.Invitation or MailKind.PasswordReset or MailKind.Test =>
                await NoticeAsync(message, mail),
        };
        message.Prepare(EncodingConstraint.SevenBit);
        return message;
    }

    private async Task<MimeEntity> ConfirmationAsync(MimeMessage message, MailToSend mail)
    {
        var party = mail.Party!;
        var facts = Facts(mail, party, links.Confirm(mail.Token));
        message.Subject = Subject(mail, party);
        if (mail.Group.Count > 0)
        {
            facts = GroupFacts(mail, party, facts);
            message.Subject = words["Mail.Group.Subject", Shortened(party.Performance.ShowTitle), mail.Group.Count];
        }

        return new BodyBuilder
        {
            HtmlBody = await RenderAsync<ConfirmationMail>(facts),
            TextBody = await RenderTextAsync<ConfirmationMailText>(facts),
        }.ToMessageBody();
    }

    private async Task<MimeEntity> FirstReservationAsync(MimeMessage message, MailToSend mail, ReservationStatus first)
    {
        var party = mail.Party!;
        message.Subject = words["Mail.AlreadyReserved.Subject", Shortened(party.Performance.ShowTitle), Venue.Day(party.Performance.StartsAt)];
        var notice = new NoticeFacts(Venue, mail.Name, links.Home, words["Mail.Reason", Venue.Name])
        {
            Title = words["Mail.AlreadyReserved.Title"],
            VenuePages = VenuePages(),
            Preheader = words["Mail.AlreadyReserved.Title"],
            Sentences = [new Phrase(words["Mail.AlreadyReserved.Happened"], Venue.Name), new Phrase(words[$"Mail.AlreadyReserved.{first}"])],
            Party = Facts(mail, party, links.Home),
            ActionLink = first == ReservationStatus.Pending
                ? new Link(links.Confirm(mail.Token), words["Mail.AlreadyReserved.Confirm"])
                : new Link(links.Party(party.Token), words["Mail.AlreadyReserved.Button"]),
        };
        return new BodyBuilder
        {
            HtmlBody = await RenderAsync<NoticeMail>(notice),
            TextBody = await RenderTextAsync<NoticeMailText>(notice),
        }.ToMessageBody();
    }

    private async Task<MimeEntity> TicketAsync<THtml, TText>(MimeMessage message, MailToSend mail)
        where THtml : IComponent
        where TText : IComponent
    {
        var party = mail.Party!;
        message.Subject = Subject(mail, party);
        var ticket = party.Token.Ticket;
        var facts = Facts(mail, party, links.Ticket(ticket)) with
        {
            QrSource = "cid:" + QrContentId,
            Before = mail.Before,
            MayBeInWallet = wallets.IsConfigured,
        };
        var body = new BodyBuilder
        {
            HtmlBody = await RenderAsync<THtml>(facts),
            TextBody = await RenderTextAsync<TText>(facts),
        };

        var qr = body.LinkedResources.Add("ticket-qr.png", QrPng.Of(links.CheckIn(ticket.CheckIn)), new ContentType("image", "png"));
        qr.ContentId = QrContentId;
        qr.ContentDisposition = new ContentDisposition(ContentDisposition.Inline);
        AttachCalendar(body, party, isCancelled: false);
        return body.ToMessageBody();
    }

    private async Task<MimeEntity> MessageAsync(MimeMessage message, MailToSend mail)
    {
        var (party, text) = (mail.Party!, mail.Message!);
        message.Subject = text.Subject;
        var canChange = text.Recipients == PartyMessageRecipients.Confirmed && party.Performance.StartsAt > clock.GetUtcNow().UtcDateTime;
        var facts = Facts(mail, party, links.Home);
        var partyLink = PartyLink(party, canChange ? "Mail.Party.Link" : "Confirm.ToParty");
        facts = facts with
        {
            Message = text,
            Reason = words[
                $"Mail.PartyMessage.Reason.{text.Recipients}", Shortened(party.Performance.ShowTitle), Venue.Day(party.Performance.StartsAt), Venue.Name],
            PartyLink = mail.IsSample ? partyLink with { Href = links.Home } : partyLink,
            PartyLead = canChange ? facts.PartyLead : null,
        };
        return new BodyBuilder
        {
            HtmlBody = await RenderAsync<PartyMessageMail>(facts),
            TextBody = await RenderTextAsync<PartyMessageMailText>(facts),
        }.ToMessageBody();
    }

    private async Task<MimeEntity> NoticeAsync(MimeMessage message, MailToSend mail)
    {
        message.Subject = mail.Party is { } subjectOf ? Subject(mail, subjectOf) : words[$"Mail.{mail.Kind}.Subject", Venue.Name].Value;
        IReadOnlyList<Phrase> sentences = [.. Sentences(mail)];
        var notice = new NoticeFacts(Venue, mail.Name, links.Home, words[mail.Party is null ? "Mail.Reason.Staff" : "Mail.Reason", Venue.Name])
        {
            Title = words[$"Mail.{mail.Kind}.Title"],
            VenuePages = VenuePages(),
            PartyLink = mail is { Kind: not MailKind.ReservationReleased, Party: { } own } ? PartyLink(own, "Confirm.ToParty") : null,
            Preheader = mail.Party is { } recipient ? Preheader(mail, recipient) : sentences[0].Text(Venue),
            Sentences = sentences,
            Party = mail.Party is { } party ? Facts(mail, party, ShowLink(party)) : null,
            ActionLink = mail switch
            {
                { Kind: MailKind.ReservationReleased, Party: { } released } =>
                    new Link(links.Party(released.Token), words["Mail.ReservationReleased.Button"]),
                { Party: { } affected } => new Link(ShowLink(affected), words[$"Mail.{mail.Kind}.Button"]),
                { Kind: MailKind.Invitation or MailKind.PasswordReset } => new Link(links.SetPassword(mail.Token), words[$"Mail.{mail.Kind}.Button"]),
                _ => null,
            },
        };
        var body = new BodyBuilder
        {
            HtmlBody = await RenderAsync<NoticeMail>(notice),
            TextBody = await RenderTextAsync<NoticeMailText>(notice),
        };
        // All notices to parties are about seats that they no longer have, except to those that never had any.
        if (mail is { Kind: not MailKind.WaitingListClosed, Party: { } cancelled })
        {
            AttachCalendar(body, cancelled, isCancelled: true);
        }

        return body.ToMessageBody();
    }

    private void AttachCalendar(BodyBuilder body, MailParty party, bool isCancelled)
    {
        var calendar = CalendarFile.ForReservation(
            party.Performance, party.RunningMinutes, party.Reference, party.CalendarSequence, isCancelled, Venue, links, clock.GetUtcNow());
        body.Attachments.Add(CalendarFile.FileName, calendar, new ContentType("text", "calendar") { Charset = "utf-8" });
    }

    private string ShowLink(MailParty party) => party.Performance.ShowIsListed ? links.Show(party.Performance.ShowSlug) : links.Home;

    private string Subject(MailToSend mail, MailParty party) =>
        words[$"Mail.{Key(mail)}.Subject", Shortened(party.Performance.ShowTitle), Venue.Day(party.Performance.StartsAt)];

    // Titles of shows have at most 200 characters and no line breaks; most mailboxes show fewer than 80.
    private static string Shortened(string title)
    {
        if (title.Length <= LongestTitle)
        {
            return title;
        }

        var end = char.IsHighSurrogate(title[LongestTitle - 2]) ? LongestTitle - 2 : LongestTitle - 1;
        return title[..end].TrimEnd() + "…";
    }

    private IEnumerable<Phrase> Sentences(MailToSend mail)
    {
        yield return new Phrase(words[$"Mail.{mail.Kind}.Happened"], Venue.Name);
        if (mail.ExpiresAt is { } expiresAt)
        {
            yield return new Phrase(words["Mail.Confirmation.Until"], expiresAt);
        }

        yield return new Phrase(words[$"Mail.{mail.Kind}.Next"]);
    }

    private MailFacts Facts(MailToSend mail, MailParty party, string link) =>
        new(Venue, mail.Name, party.PartySize, party.Reference, party.Performance, link, mail.ExpiresAt, links.Home, words["Mail.Reason", Venue.Name])
        {
            VenuePages = VenuePages(),
            PartyLink = PartyLink(party, mail.Kind == MailKind.Confirmation ? "Confirm.ToParty" : "Mail.Party.Link"),
            Waits = party.Waits,
            Access = party.Access,
            CurtainReleaseAt = party.CurtainReleaseAt,
            DoorsOpenAt = mail.Kind == MailKind.Confirmation || mail.Kind.HasTicket()
                ? DoorsOpenAt(party)
                : null,
            PartyLead = mail.Kind is MailKind.Confirmation or MailKind.Reminder or MailKind.WaitingListTicket ? null : words["Mail.Party.Lead"].Value,
            Preheader = Preheader(mail, party),
        };

    private MailFacts GroupFacts(MailToSend mail, MailParty party, MailFacts facts) => facts with
    {
        Link = links.ConfirmGroup(mail.Token),
        PartyLink = new Link(links.PartyGroup(party.Token), words["Group.ToAll"]),
        Preheader = words["Mail.Group.Preheader", party.Performance.ShowTitle, mail.Group.Count],
        Group = [.. mail.Group.Select(row => new MailGroupRow(row.Performance, row.PartySize, row.Reference, DoorsOpenAt(row)))],
        // Directions to one room only if all are there.
        Performance = mail.Group.All(row => row.Performance.RoomName == party.Performance.RoomName)
            ? party.Performance
            : party.Performance with { Directions = null, StepFreeAccess = false, InductionLoop = false },
    };

    private DateTime? DoorsOpenAt(MailParty party) =>
        current.Rules.DoorsOpenAt(party.Performance.StartsAt, party.Performance.CheckInOpensMinutesBefore);

    // The link of a party that asked for the waiting list joins it.
    private static string Key(MailToSend mail) =>
        mail is { Kind: MailKind.Confirmation, Party.Waits: true } ? "WaitingList" : mail.Kind.ToString();

    private Link PartyLink(MailParty party, string text) => new(links.Party(party.Token), words[text]);

    private IReadOnlyList<Link> VenuePages() =>
        [.. Venue.WrittenTexts.Select(kind => new Link(links.VenueText(kind), words[$"VenueText.{kind}"]))];

    private string Preheader(MailToSend mail, MailParty party) => words[
        $"Mail.{Key(mail)}.Preheader", party.Performance.ShowTitle, Venue.DayAndTime(party.Performance.StartsAt), words.Count(
            "Count.People", party.PartySize), party.Reference];

    private Task<string> RenderAsync<TComponent>(MailFrame facts)
        where TComponent : IComponent => components.AsHtmlAsync<TComponent>((nameof(ConfirmationMail.Facts), facts));

    // Components always encode their output as HTML; plain text must not be encoded.
    private async Task<string> RenderTextAsync<TComponent>(MailFrame facts)
        where TComponent : IComponent => WebUtility.HtmlDecode(await RenderAsync<TComponent>(facts)).Trim() + "\n";
}
