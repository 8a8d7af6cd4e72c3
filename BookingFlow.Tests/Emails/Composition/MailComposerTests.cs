using System.Text;
using BookingFlow.Web.Emails.Composition;
using Ical.Net;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace BookingFlow.Tests.Emails.Composition;

public sealed class MailComposerTests(MailComposerTests.Lantern lantern) : IClassFixture<MailComposerTests.Lantern>
{
    private static readonly DateTime StartsAt = new(2026, 11, 27, 19, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task The_confirmation_has_the_same_facts_in_HTML_and_plain_text()
    {
        var app = lantern.App;
        var token = Token.New();
        var message = await ComposeAsync(app, Mail(MailKind.Confirmation, token) with { ExpiresAt = StartsAt.AddDays(-1) });
        foreach (var body in new[] { message.TextBody!, message.HtmlBody! })
        {
            Assert.Contains($"{app.Address}/reservations/confirm/{token.Text}", body, StringComparison.Ordinal);
            Assert.Contains("Hamlet & Co", System.Net.WebUtility.HtmlDecode(body), StringComparison.Ordinal);
            Assert.Contains("Friday 27 November 2026, 20:00", System.Net.WebUtility.HtmlDecode(body), StringComparison.Ordinal);
            Assert.Contains("Thursday 26 November 2026, 20:00", System.Net.WebUtility.HtmlDecode(body), StringComparison.Ordinal);
            Assert.Contains("Studio", body, StringComparison.Ordinal);
        }

        Assert.Contains("Hamlet & Co", message.TextBody, StringComparison.Ordinal);
        Assert.Empty(message.Attachments);
    }

    [Fact]
    public async Task The_ticket_has_a_readable_QR_code_and_a_calendar_entry()
    {
        var app = lantern.App;
        var token = Token.New();
        var message = await ComposeAsync(app, Mail(MailKind.Ticket, token));

        var qr = Assert.Single(message.BodyParts.OfType<MimePart>(), part => part.ContentType.IsMimeType("image", "png"));
        Assert.Contains($"cid:{qr.ContentId}", message.HtmlBody, StringComparison.Ordinal);
        Assert.Equal([$"{app.Address}/check-in/{token.Ticket.CheckIn.Text}"], await QrReader.ReadAsync(Bytes(qr)));
        Assert.Contains($"{app.Address}/tickets/{token.Ticket.Text}", message.TextBody, StringComparison.Ordinal);
        Assert.Contains("K7QF-2M", message.TextBody, StringComparison.Ordinal);

        var ics = Assert.Single(message.BodyParts.OfType<MimePart>(), part => part.ContentType.IsMimeType("text", "calendar"));
        var calendarEvent = Assert.Single(Calendar.Load(Encoding.UTF8.GetString(Bytes(ics)))!.Events);
        Assert.Equal(StartsAt, calendarEvent.Start!.AsUtc);
        Assert.Equal(StartsAt.AddMinutes(135), calendarEvent.End!.AsUtc);
        Assert.Equal(("Hamlet & Co", 4, EventStatus.Confirmed), (calendarEvent.Summary, calendarEvent.Sequence, calendarEvent.Status));
    }

    [Fact]
    public async Task Mails_are_marked_auto_generated_and_keep_their_Message_ID()
    {
        var app = lantern.App;
        var mail = Mail(MailKind.Confirmation, Token.New()) with { ExpiresAt = StartsAt };
        var (first, second) = (await ComposeAsync(app, mail), await ComposeAsync(app, mail with { Token = Token.New() }));
        Assert.Equal("auto-generated", first.Headers["Auto-Submitted"]);
        Assert.Equal(first.MessageId, second.MessageId);
        Assert.StartsWith(mail.MessageId.ToString("N"), first.MessageId, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Eve\r\nBcc: everybody@example.org")]
    [InlineData("Eve\" <eve@example.org>, \"Bob")]
    [InlineData("=?utf-8?q?Eve=0D=0ABcc:_x@example.org?=")]
    public async Task A_name_cannot_inject_headers(string name)
    {
        var app = lantern.App;
        var message = await ComposeAsync(app, Mail(MailKind.Confirmation, Token.New()) with { Name = name, ExpiresAt = StartsAt });
        using var sent = new MemoryStream();
        await message.WriteToAsync(sent);
        sent.Position = 0;
        var read = await MimeMessage.LoadAsync(sent);
        Assert.Equal("ada@example.org", Assert.Single(read.To.Mailboxes).Address);
        Assert.Empty(read.Bcc);
        Assert.Empty(read.Cc);
    }

    [Fact]
    public async Task The_mail_about_a_cancelled_reservation_has_its_facts_and_a_link_to_the_show()
    {
        var app = lantern.App;
        var token = Token.New();
        var message = await ComposeAsync(app, Mail(MailKind.ReservationCancelled, token));
        Assert.Equal("Reservation cancelled: Hamlet & Co, Friday 27 November 2026", message.Subject);
        AssertPlain(message, $"""
            Hello Ada Lovelace,

            Lantern has cancelled your reservation. The seats have been released and your ticket is no longer valid.

            If you did not expect this, please contact us. If seats are left, you can reserve again.

            View show details:
            {app.Address}/shows/hamlet

            Show: Hamlet & Co
            When: Friday 27 November 2026, 20:00
            Room: Studio
            Party size: 3 people
            Reference: K7QF-2M

            View your reservation:
            {app.Address}/party/{token.Text}

            Lantern
            You are receiving this email because this address was used to reserve seats at Lantern.
            See what's on: {app.Address}/

            """);
        AssertHtml(message, "K7QF-2M", "Lantern has cancelled your reservation.", $"href=\"{app.Address}/shows/hamlet\"");

        var calendar = Assert.Single(message.BodyParts.OfType<MimePart>(), part => part.ContentType.IsMimeType("text", "calendar"));
        var calendarEvent = Assert.Single(Calendar.Load(Encoding.UTF8.GetString(Bytes(calendar)))!.Events);
        Assert.Equal((4, EventStatus.Cancelled), (calendarEvent.Sequence, calendarEvent.Status));
    }

    [Fact]
    public async Task The_mail_about_a_cancelled_performance_has_its_facts_and_a_link_to_the_show()
    {
        var app = lantern.App;
        var token = Token.New();
        var message = await ComposeAsync(app, Mail(MailKind.PerformanceCancelled, token));
        Assert.Equal("Performance cancelled: Hamlet & Co, Friday 27 November 2026", message.Subject);
        AssertPlain(message, $"""
            Hello Ada Lovelace,

            We are sorry: Lantern has had to cancel this performance. Your ticket for it is no longer valid.

            There may be seats at another performance.

            View show details:
            {app.Address}/shows/hamlet

            Show: Hamlet & Co
            When: Friday 27 November 2026, 20:00
            Room: Studio
            Party size: 3 people
            Reference: K7QF-2M

            View your reservation:
            {app.Address}/party/{token.Text}

            Lantern
            You are receiving this email because this address was used to reserve seats at Lantern.
            See what's on: {app.Address}/

            """);
        AssertHtml(message, "K7QF-2M", "We are sorry", "This performance has been cancelled", $"href=\"{app.Address}/shows/hamlet\"");
    }

    [Fact]
    public async Task The_invitation_has_a_password_link_and_its_expiry()
    {
        var app = lantern.App;
        var token = Token.New();
        var message = await ComposeAsync(app, StaffMail(MailKind.Invitation, token) with { ExpiresAt = StartsAt });
        Assert.Equal("Your staff account at Lantern", message.Subject);
        AssertPlain(message, $"""
            Hello Dora,

            You have been invited to join the staff of Lantern. Set a password to sign in.

            This link expires on Friday 27 November 2026, 20:00.

            If you were not expecting this, ignore this email.

            Set your password:
            {SetPasswordLink(app, token)}

            Lantern
            You are receiving this email because you have a staff account at Lantern.
            See what's on: {app.Address}/

            """);
        AssertHtml(message, "Welcome to the team", $"href=\"{SetPasswordLink(app, token)}\"", "<time datetime=\"2026-11-27T20:00");
    }

    [Fact]
    public async Task The_password_reset_mail_has_a_link_and_says_that_nothing_changed_yet()
    {
        var app = lantern.App;
        var token = Token.New();
        var message = await ComposeAsync(app, StaffMail(MailKind.PasswordReset, token) with { ExpiresAt = StartsAt });
        Assert.Equal("Reset your password for Lantern", message.Subject);
        AssertPlain(message, $"""
            Hello Dora,

            Someone, probably you, asked to reset your password for Lantern.

            This link expires on Friday 27 November 2026, 20:00.

            If this was not you, ignore this email. Your password will stay the same.

            Set a new password:
            {SetPasswordLink(app, token)}

            Lantern
            You are receiving this email because you have a staff account at Lantern.
            See what's on: {app.Address}/

            """);
        AssertHtml(message, "Set a new password", $"href=\"{SetPasswordLink(app, token)}\"");
    }

    [Fact]
    public async Task The_test_mail_has_no_token_link()
    {
        var app = lantern.App;
        var token = Token.New();
        var message = await ComposeAsync(app, StaffMail(MailKind.Test, token));
        Assert.Equal("Test email from Lantern", message.Subject);
        AssertPlain(message, $"""
            Hello Dora,

            You asked Lantern to send you a test email. This is it.

            You do not need to do anything.

            Lantern
            You are receiving this email because you have a staff account at Lantern.
            See what's on: {app.Address}/

            """);
        AssertHtml(message, "Email is working");
        Assert.DoesNotContain(token.Text, message.HtmlBody, StringComparison.Ordinal);
    }

    private static MailToSend StaffMail(MailKind kind, Token token) =>
        Mail(kind, token) with { Name = "Dora", To = "dora@example.org", Party = null };

    private static string SetPasswordLink(BookingFlowApp app, Token token) => app.Services.GetRequiredService<PublicLinks>().SetPassword(token);

    private static void AssertPlain(MimeMessage message, string expected) =>
        Assert.Equal(expected.ReplaceLineEndings("\n"), message.TextBody!.ReplaceLineEndings("\n"));

    private static void AssertHtml(MimeMessage message, params string[] fragments) =>
        Assert.All(fragments, fragment => Assert.Contains(fragment, System.Net.WebUtility.HtmlDecode(message.HtmlBody), StringComparison.Ordinal));

    private static MailToSend Mail(MailKind kind, Token token) => new(
        1, kind, new Guid("0d4b0e6e-5d5c-4f6e-9f39-0d34bd0f3c2a"), token, null, "ada@example.org", "Ada Lovelace", new MailParty(3, "K7QF-2M",
        new PerformanceFacts(7, "hamlet", "Hamlet & Co", "Studio", StartsAt), 135, CalendarSequence: 4, token))
    {
        Language = "en",
    };

    private static Task<MimeMessage> ComposeAsync(BookingFlowApp app, MailToSend mail) =>
        app.Services.GetRequiredService<MailComposer>().ComposeAsync(mail);

    private static byte[] Bytes(MimePart part)
    {
        using var bytes = new MemoryStream();
        part.Content!.DecodeTo(bytes);
        return bytes.ToArray();
    }

    public sealed class Lantern : SharedApp
    {
        protected override Task<BookingFlowApp> StartAsync() => BookingFlowApp.StartAsync(null, ("Venue:Name", "Lantern"));
    }
}
