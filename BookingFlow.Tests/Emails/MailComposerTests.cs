using System.Text;
using BookingFlow.Tests.Infrastructure;
using BookingFlow.Web.Domain;
using BookingFlow.Web.Emails;
using Ical.Net;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace BookingFlow.Tests.Emails;

public sealed class MailComposerTests
{
    private static readonly DateTime Evening = new(2026, 11, 27, 19, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task The_confirmation_says_the_same_in_HTML_and_in_plain_text()
    {
        await using var app = await BookingFlowApp.StartAsync();
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
        await using var app = await BookingFlowApp.StartAsync();
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
        await using var app = await BookingFlowApp.StartAsync();
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
        await using var app = await BookingFlowApp.StartAsync();
        var message = await ComposeAsync(app, Mail(MailKind.Confirmation, Token.New()) with { Name = name, ExpiresAt = Evening });
        using var sent = new MemoryStream();
        await message.WriteToAsync(sent);
        sent.Position = 0;
        var read = await MimeMessage.LoadAsync(sent);
        Assert.Equal("ada@example.org", Assert.Single(read.To.Mailboxes).Address);
        Assert.Empty(read.Bcc);
        Assert.Empty(read.Cc);
    }

    private static MailToSend Mail(MailKind kind, Token token) => new(
        1, kind, new Guid("0d4b0e6e-5d5c-4f6e-9f39-0d34bd0f3c2a"), token, null, "ada@example.org", "Ada Lovelace", new PartyToTell(3, "K7QF-2M",
        new PerformanceFacts(7, "hamlet", "Hamlet & Co", "Studio", Evening), 135));

    private static Task<MimeMessage> ComposeAsync(BookingFlowApp app, MailToSend mail) => app.Services.GetRequiredService<MailComposer>().ComposeAsync(mail);

    private static byte[] Bytes(MimePart part)
    {
        using var bytes = new MemoryStream();
        part.Content!.DecodeTo(bytes);
        return bytes.ToArray();
    }
}
