using BookingFlow.Tests.Journeys;

namespace BookingFlow.Tests.Pages.Dev;

public sealed class MailTests
{
    [Fact]
    public async Task In_development_with_folder_delivery_a_mail_can_be_read_and_its_link_opened()
    {
        await using var app = await BookingFlowApp.StartAsync();
        using var visitor = app.Visitor();
        await visitor.ReserveAsync((await app.AddAsync(app.APerformanceTonight())).Id);
        await app.MailAsync();
        var mail = await visitor.OpenAsync((await visitor.OpenAsync("/dev/mail")).Link("/dev/mail/"));
        Assert.Equal(200, mail.Status);
        Assert.Equal(200, (await visitor.OpenAsync(mail.Link("/reservations/confirm/"))).Status);
    }

    [Theory]
    [InlineData("environment", "Staging")]
    [InlineData("Mail:Delivery", "Smtp")]
    public async Task The_mailbox_returns_404_outside_development_or_with_smtp_delivery(string setting, string value)
    {
        await using var app = await BookingFlowApp.StartAsync(settings:
            [
                (setting, value), ("Booking:PublicBaseUrl", "https://tickets.theatre.example"), ("Mail:Smtp:Host", "127.0.0.1"),
                ("Mail:Smtp:Port", "1"),
            ]);
        using var visitor = app.Visitor();
        Assert.Equal(404, (await visitor.OpenAsync("/dev/mail")).Status);
        Assert.Equal(404, (await visitor.OpenAsync("/dev/mail/x")).Status);
    }
}
