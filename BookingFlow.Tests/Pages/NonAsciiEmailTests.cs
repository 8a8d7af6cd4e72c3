using System.Globalization;
using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Pages;

/// <summary>Addresses with letters beyond ASCII before the @, from the form to a real mail server with and without SMTPUTF8.</summary>
public sealed class NonAsciiEmailTests
{
    private const string Address = "jürgen@example.org";

    [Fact]
    public async Task With_SMTPUTF8_the_address_is_accepted_and_the_link_arrives()
    {
        await using var sink = await SmtpSink.StartAsync(new SmtpSinkOptions(SmtpUtf8: true));
        await using var app = await StartAsync(sink);
        var performance = await app.AddAsync(app.APerformanceTonight());
        using var visitor = app.Visitor();

        for (var mails = 1; mails <= 2; mails++)
        {
            Assert.Equal(303, (await visitor.ReserveAsync(performance.Id, people: mails, email: Address)).Status);
            await app.WaitUntilMailIsSentAsync();
            Assert.Equal(Address, Assert.Single(sink.Mails[mails - 1].Envelope.To));
        }

        var link = new Uri(
            sink.Mails[0].Message.TextBody!.Split((char[]?)null).First(word => word.Contains("/reservations/confirm/", StringComparison.Ordinal)));
        Assert.Equal(303, (await visitor.ConfirmAsync(link.AbsolutePath)).Status);
    }

    [Fact]
    public async Task Without_SMTPUTF8_the_first_mail_is_given_up_with_the_reason_and_then_the_forms_refuse_the_address()
    {
        await using var sink = await SmtpSink.StartAsync();
        await using var app = await StartAsync(sink);
        var performance = await app.AddAsync(app.APerformanceTonight());
        using var visitor = app.Visitor();

        // Not known yet: accepted, and given up by the delivery.
        Assert.Equal(303, (await visitor.ReserveAsync(performance.Id, email: Address)).Status);
        await app.WaitUntilMailIsSentAsync();
        Assert.Empty(sink.Mails);
        var pending = await visitor.OpenAsync("/reservations/pending");
        Assert.Equal(app.Words()["Pending.Mail.NonAsciiEmail"].Value, pending.Find(".mail-fate").TextContent.Trim());
        using var administrator = await app.StaffAsync(StaffRoles.Administrator);
        Assert.Contains(
            "The email server cannot send to an address with letters such as é or ü before the @.",
            (await administrator.OpenAsync("/staff/mail")).Text,
            StringComparison.Ordinal);

        // Known now.
        var message = app.Words()["Field.NonAsciiEmail"].Value;
        AssertRefused(await visitor.SubmitAsync(pending, ".form--address", ("Email", "jörg@example.org")));
        AssertRefused(await visitor.ReserveAsync(performance.Id, email: Address));
        var sale = await administrator.OpenAsync($"/staff/reservations/new?performance={performance.Id}");
        AssertRefused(await administrator.SubmitAsync(sale, "main form", ("Name", "Li"), ("Email", Address), ("PartySize", "1")));
        var id = await app.Database.ReadAsync(db => db.Reservations.Select(r => r.Id).SingleAsync());
        var correction = await administrator.OpenAsync(string.Create(CultureInfo.InvariantCulture, $"/staff/reservations/{id}/email"));
        AssertRefused(await administrator.SubmitAsync(correction, "main form", ("Email", "jörg@example.org")));
        var invitation = await administrator.OpenAsync("/staff/people/invite");
        AssertRefused(await administrator.SubmitAsync(invitation, "main form", ("Email", Address), ("DisplayName", "J"), ("Role", "Door")));

        // An ASCII address gets the link.
        Assert.Equal(303, (await visitor.SubmitAsync(pending, ".form--address", ("Email", "juergen@example.org"))).Status);
        await app.WaitUntilMailIsSentAsync();
        Assert.Equal("juergen@example.org", Assert.Single(Assert.Single(sink.Mails).Envelope.To));

        void AssertRefused(BrowserResponse response)
        {
            Assert.Equal(400, response.Status);
            Assert.Equal(message, response.Find("#Email-message").TextContent);
        }
    }

    [Fact]
    public async Task The_mail_folder_accepts_every_address()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = await app.AddAsync(app.APerformanceTonight());
        using var visitor = app.Visitor();
        foreach (var people in new[] { 1, 2 })
        {
            Assert.Equal(303, (await visitor.ReserveAsync(performance.Id, people, email: Address)).Status);
        }

        Assert.All(await app.MailAsync(2), mail => Assert.Equal(Address, Assert.Single(mail.To.Mailboxes).Address));
    }

    private static Task<BookingFlowApp> StartAsync(SmtpSink sink) => BookingFlowApp.StartAsync(
        settings:
        [
            ("Mail:Delivery", "Smtp"), ("Mail:Smtp:Host", "127.0.0.1"), ("Mail:Smtp:Port", sink.Port.ToString(CultureInfo.InvariantCulture)),
            ("Mail:Smtp:Security", "None"),
        ]);
}
