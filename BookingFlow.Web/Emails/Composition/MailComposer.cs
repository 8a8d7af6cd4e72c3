using System.Globalization;
using System.Net;
using BookingFlow.Web.Components;
using BookingFlow.Web.Components.Emails;
using BookingFlow.Web.Components.Reservations;
using BookingFlow.Web.Emails.Delivery;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using MimeKit;

namespace BookingFlow.Web.Emails.Composition;

/// <summary>Makes the finished mail: HTML and plain text from Razor components, QR by content id, calendar file.</summary>
public sealed class MailComposer(
    ComponentRenderer components, IStringLocalizer<Words> words, PublicLinks links, Venue venue, MailSettings settings, TimeProvider clock)
{
    private const string QrContentId = "ticket-qr";

    public async Task<MimeMessage> ComposeAsync(MailToSend mail)
    {
        // Only in here: the job's own culture comes back when this has returned.
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(mail.Language);
        var from = MailboxAddress.Parse(settings.From);
        var message = new MimeMessage
        {
            // Fixed for every attempt, so that a mail sent again after a crash is recognised as the same.
            MessageId = $"{mail.MessageId:N}@{from.Domain}",
            Date = clock.GetUtcNow(),
        };
        message.From.Add(new MailboxAddress(from.Name ?? venue.Name, from.Address));
        if (settings.ReplyTo is { } replyTo)
        {
            message.ReplyTo.Add(MailboxAddress.Parse(replyTo));
        }

        message.To.Add(new MailboxAddress(mail.Name, mail.To));
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Headers.Add(HeaderId.ContentLanguage, mail.Language);
        message.Body = mail.Kind switch
        {
            MailKind.Confirmation => await ConfirmationAsync(message, mail),
            MailKind.Ticket => await TicketAsync(message, mail),
            MailKind.ReservationCancelled or MailKind.PerformanceCancelled or MailKind.Invitation or MailKind.PasswordReset or MailKind.Test =>
                await NoticeAsync(message, mail),
        };
        message.Prepare(EncodingConstraint.SevenBit);
        return message;
    }

    private async Task<MimeEntity> ConfirmationAsync(MimeMessage message, MailToSend mail)
    {
        var party = mail.Party!;
        message.Subject = words["Mail.Confirmation.Subject", party.Performance.ShowTitle];
        var facts = Facts(mail, party, links.Confirm(mail.Token));
        return new BodyBuilder
        {
            HtmlBody = await RenderAsync<ConfirmationMail>(facts),
            TextBody = await RenderTextAsync<ConfirmationMailText>(facts),
        }.ToMessageBody();
    }

    private async Task<MimeEntity> TicketAsync(MimeMessage message, MailToSend mail)
    {
        var party = mail.Party!;
        message.Subject = words["Mail.Ticket.Subject", party.Performance.ShowTitle];
        var facts = Facts(mail, party, links.Ticket(mail.Token)) with { QrSource = "cid:" + QrContentId };
        var body = new BodyBuilder
        {
            HtmlBody = await RenderAsync<TicketMail>(facts),
            TextBody = await RenderTextAsync<TicketMailText>(facts),
        };

        var qr = body.LinkedResources.Add("ticket-qr.png", QrPng.Of(links.CheckIn(mail.Token.CheckIn)), new ContentType("image", "png"));
        qr.ContentId = QrContentId;
        qr.ContentDisposition = new ContentDisposition(ContentDisposition.Inline);
        var evening = CalendarFile.Of(party.Performance, party.RunningMinutes, party.Reference, venue, links, clock.GetUtcNow());
        body.Attachments.Add(CalendarFile.FileName, evening, new ContentType("text", "calendar") { Charset = "utf-8" });
        return body.ToMessageBody();
    }

    private async Task<MimeEntity> NoticeAsync(MimeMessage message, MailToSend mail)
    {
        message.Subject = words[$"Mail.{mail.Kind}.Subject", mail.Party?.Performance.ShowTitle ?? venue.Name];
        IReadOnlyList<Phrase> sentences = [.. Sentences(mail)];
        var notice = new NoticeFacts(venue, mail.Name, links.Home, words[mail.Party is null ? "Mail.Reason.Staff" : "Mail.Reason", venue.Name])
        {
            Title = words[$"Mail.{mail.Kind}.Title"],
            VenuePages = VenuePages(mail),
            Preheader = mail.Party is { } told ? Preheader(mail, told) : sentences[0].Text(venue),
            Sentences = sentences,
            Party = mail.Party is { } party ? Facts(mail, party, links.Show(party.Performance.ShowSlug)) : null,
            Way = mail switch
            {
                { Party: { } about } => new Link(links.Show(about.Performance.ShowSlug), words[$"Mail.{mail.Kind}.Button"]),
                { Kind: MailKind.Invitation or MailKind.PasswordReset } => new Link(links.SetPassword(mail.Token), words[$"Mail.{mail.Kind}.Button"]),
                _ => null,
            },
        };
        return new BodyBuilder
        {
            HtmlBody = await RenderAsync<NoticeMail>(notice),
            TextBody = await RenderTextAsync<NoticeMailText>(notice),
        }.ToMessageBody();
    }

    private IEnumerable<Phrase> Sentences(MailToSend mail)
    {
        yield return new Phrase(words[$"Mail.{mail.Kind}.Happened"], venue.Name);
        if (mail.ExpiresAt is { } until)
        {
            yield return new Phrase(words["Mail.Confirmation.Until"], until);
        }

        yield return new Phrase(words[$"Mail.{mail.Kind}.Next"]);
    }

    private MailFacts Facts(MailToSend mail, PartyToTell party, string link) =>
        new(venue, mail.Name, party.PartySize, party.Reference, party.Performance, link, mail.ExpiresAt, links.Home, words["Mail.Reason", venue.Name])
        {
            VenuePages = VenuePages(mail),
            Preheader = Preheader(mail, party),
        };

    private IReadOnlyList<Link> VenuePages(MailToSend mail) =>
        [.. mail.VenueTexts.Select(kind => new Link(links.VenueText(kind), words[$"VenueText.{kind}"]))];

    private string Preheader(MailToSend mail, PartyToTell party) => words[
        $"Mail.{mail.Kind}.Preheader", party.Performance.ShowTitle, venue.DayAndTime(party.Performance.StartsAt), words.Count(
            "Count.People", party.PartySize), party.Reference];

    private Task<string> RenderAsync<TComponent>(MailFrame facts)
        where TComponent : IComponent => components.AsHtmlAsync<TComponent>((nameof(ConfirmationMail.Facts), facts));

    // A component always encodes for HTML; in a plain text nothing is encoded.
    private async Task<string> RenderTextAsync<TComponent>(MailFrame facts)
        where TComponent : IComponent => WebUtility.HtmlDecode(await RenderAsync<TComponent>(facts)).Trim() + "\n";
}
