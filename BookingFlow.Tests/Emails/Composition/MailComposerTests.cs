using System.Text;
using BookingFlow.Web.Emails.Composition;
using Ical.Net;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace BookingFlow.Tests.Emails.Composition;

public sealed class MailComposerTests(MailComposerTests.Lantern lantern) : IClassFixture<MailComposerTests.Lantern>
{
    private static readonly DateTime Evening = new(2026, 11, 27, 19, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task The_confirmation_says_the_same_in_HTML_and_in_plain_text()
    {
        var app = lantern.App;
        var token = Token.New();
        var message = await ComposeAsync(app, Mail(MailKind.Confirmation, token) with { ExpiresAt = Evening.AddDays(-1) });
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
    public async Task The_ticket_carries_a_code_that_a_scanner_reads_and_the_evening_for_a_calendar()
    {
        var app = lantern.App;
        var token = Token.New();
        var message = await ComposeAsync(app, Mail(MailKind.Ticket, token));

        var qr = Assert.Single(message.BodyParts.OfType<MimePart>(), part => part.ContentType.IsMimeType("image", "png"));
        Assert.Contains($"cid:{qr.ContentId}", message.HtmlBody, StringComparison.Ordinal);
        Assert.Equal([$"{app.Address}/check-in/{token.CheckIn.Text}"], await QrReader.ReadAsync(Bytes(qr)));
        Assert.Contains($"{app.Address}/tickets/{token.Text}", message.TextBody, StringComparison.Ordinal);
        Assert.Contains("K7QF-2M", message.TextBody, StringComparison.Ordinal);

        var ics = Assert.Single(message.BodyParts.OfType<MimePart>(), part => part.ContentType.IsMimeType("text", "calendar"));
        var evening = Assert.Single(Calendar.Load(Encoding.UTF8.GetString(Bytes(ics)))!.Events);
        Assert.Equal(Evening, evening.Start!.AsUtc);
        Assert.Equal(Evening.AddMinutes(135), evening.End!.AsUtc);
        Assert.Equal("Hamlet & Co", evening.Summary);
    }

    [Fact]
    public async Task It_says_that_a_machine_wrote_it_and_keeps_its_Message_ID()
    {
        var app = lantern.App;
        var mail = Mail(MailKind.Confirmation, Token.New()) with { ExpiresAt = Evening };
        var (first, second) = (await ComposeAsync(app, mail), await ComposeAsync(app, mail with { Token = Token.New() }));
        Assert.Equal("auto-generated", first.Headers["Auto-Submitted"]);
        Assert.Equal(first.MessageId, second.MessageId);
        Assert.StartsWith(mail.MessageId.ToString("N"), first.MessageId, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Eve\r\nBcc: everybody@example.org")]
    [InlineData("Eve\" <eve@example.org>, \"Bob")]
    [InlineData("=?utf-8?q?Eve=0D=0ABcc:_x@example.org?=")]
    public async Task A_name_is_a_name_and_never_a_header(string name)
    {
        var app = lantern.App;
        var message = await ComposeAsync(app, Mail(MailKind.Confirmation, Token.New()) with { Name = name, ExpiresAt = Evening });
        using var sent = new MemoryStream();
        await message.WriteToAsync(sent);
        sent.Position = 0;
        var read = await MimeMessage.LoadAsync(sent);
        Assert.Equal("ada@example.org", Assert.Single(read.To.Mailboxes).Address);
        Assert.Empty(read.Bcc);
        Assert.Empty(read.Cc);
    }

    [Fact]
    public async Task A_cancelled_reservation_is_told_with_what_it_was_and_where_the_show_is()
    {
        var app = lantern.App;
        var message = await ComposeAsync(app, Mail(MailKind.ReservationCancelled, Token.New()));
        Assert.Equal("Your reservation was cancelled: Hamlet & Co", message.Subject);
        AssertPlain(message, $"""
            Hello Ada Lovelace,

            Lantern has cancelled your reservation. Its seats were given back, and its ticket admits nobody any more.

            If you did not expect this, ask the house. While there are seats, you can reserve again.

            See the show:
            {app.Address}/shows/hamlet

            Show: Hamlet & Co
            When: Friday 27 November 2026, 20:00
            Room: Studio
            Party: 3 people
            Reference: K7QF-2M

            Lantern
            You get this mail because this address was typed when seats were reserved at Lantern.
            All shows: {app.Address}/

            """);
        AssertHtml(message, "K7QF-2M", "Lantern has cancelled your reservation.", $"href=\"{app.Address}/shows/hamlet\"");
    }

    [Fact]
    public async Task A_performance_that_was_called_off_is_told_to_its_parties()
    {
        var app = lantern.App;
        var message = await ComposeAsync(app, Mail(MailKind.PerformanceCancelled, Token.New()));
        Assert.Equal("Cancelled: Hamlet & Co", message.Subject);
        AssertPlain(message, $"""
            Hello Ada Lovelace,

            We are sorry: Lantern has had to call this performance off. Your ticket for it admits nobody any more.

            There may be seats on another date.

            See the show:
            {app.Address}/shows/hamlet

            Show: Hamlet & Co
            When: Friday 27 November 2026, 20:00
            Room: Studio
            Party: 3 people
            Reference: K7QF-2M

            Lantern
            You get this mail because this address was typed when seats were reserved at Lantern.
            All shows: {app.Address}/

            """);
        AssertHtml(message, "K7QF-2M", "We are sorry", "This performance will not be played", $"href=\"{app.Address}/shows/hamlet\"");
    }

    [Fact]
    public async Task A_new_colleague_is_invited_with_a_link_and_until_when_it_works()
    {
        var app = lantern.App;
        var token = Token.New();
        var message = await ComposeAsync(app, ToAColleague(MailKind.Invitation, token) with { ExpiresAt = Evening });
        Assert.Equal("Your account at Lantern", message.Subject);
        AssertPlain(message, $"""
            Hello Dora,

            You were invited to work with the tickets of Lantern. Set a password, and you can sign in.

            The link works until Friday 27 November 2026, 20:00.

            If you do not know what this is about, ignore this mail.

            Set a password:
            {SetPassword(app, token)}

            Lantern
            You get this mail because you work with the tickets of Lantern.
            All shows: {app.Address}/

            """);
        AssertHtml(message, "Welcome to the team", $"href=\"{SetPassword(app, token)}\"", "<time datetime=\"2026-11-27T20:00");
    }

    [Fact]
    public async Task A_new_password_is_set_by_a_link_and_whoever_did_not_ask_for_it_learns_that_nothing_changed()
    {
        var app = lantern.App;
        var token = Token.New();
        var message = await ComposeAsync(app, ToAColleague(MailKind.PasswordReset, token) with { ExpiresAt = Evening });
        Assert.Equal("A new password for Lantern", message.Subject);
        AssertPlain(message, $"""
            Hello Dora,

            Somebody, probably you, asked for a new password at Lantern.

            The link works until Friday 27 November 2026, 20:00.

            If this was not you, ignore this mail. Your password stays as it is.

            Set a new password:
            {SetPassword(app, token)}

            Lantern
            You get this mail because you work with the tickets of Lantern.
            All shows: {app.Address}/

            """);
        AssertHtml(message, "Set a new password", $"href=\"{SetPassword(app, token)}\"");
    }

    [Fact]
    public async Task A_test_mail_says_that_it_is_one_and_carries_no_link_to_do_anything()
    {
        var app = lantern.App;
        var token = Token.New();
        var message = await ComposeAsync(app, ToAColleague(MailKind.Test, token));
        Assert.Equal("A test mail of Lantern", message.Subject);
        AssertPlain(message, $"""
            Hello Dora,

            You asked Lantern for a test mail. This is it.

            There is nothing to do.

            Lantern
            You get this mail because you work with the tickets of Lantern.
            All shows: {app.Address}/

            """);
        AssertHtml(message, "Mail arrives");
        Assert.DoesNotContain(token.Text, message.HtmlBody, StringComparison.Ordinal);
    }

    private static MailToSend ToAColleague(MailKind kind, Token token) =>
        Mail(kind, token) with { Name = "Dora", To = "dora@example.org", Party = null };

    private static string SetPassword(BookingFlowApp app, Token token) => app.Services.GetRequiredService<PublicLinks>().SetPassword(token);

    private static void AssertPlain(MimeMessage message, string expected) =>
        Assert.Equal(expected.ReplaceLineEndings("\n"), message.TextBody!.ReplaceLineEndings("\n"));

    private static void AssertHtml(MimeMessage message, params string[] pieces) =>
        Assert.All(pieces, piece => Assert.Contains(piece, System.Net.WebUtility.HtmlDecode(message.HtmlBody), StringComparison.Ordinal));

    private static MailToSend Mail(MailKind kind, Token token) => new(
        1, kind, new Guid("0d4b0e6e-5d5c-4f6e-9f39-0d34bd0f3c2a"), token, null, "ada@example.org", "Ada Lovelace", new PartyToTell(3, "K7QF-2M",
        new PerformanceFacts(7, "hamlet", "Hamlet & Co", "Studio", Evening), 135))
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
