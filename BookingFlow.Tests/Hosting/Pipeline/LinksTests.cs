using MimeKit;

namespace BookingFlow.Tests.Hosting.Pipeline;

public sealed class LinksTests
{
    [Fact]
    public async Task Links_in_mails_and_codes_lead_to_the_house_whatever_host_a_request_named()
    {
        await using var app = await BookingFlowApp.StartAsync(settings: ("Booking:PublicBaseUrl", "https://tickets.theatre.example"));
        var performance = await app.AddAsync(app.APerformanceTonight());
        using var visitor = app.Visitor();
        var form = await OpenForgedAsync(visitor, $"/performances/{performance.Id}/reserve");
        Assert.Equal(303, (await SubmitForgedAsync(visitor, form, ("Name", "Ada"), ("Email", "ada@visitors.example"), ("PartySize", "2"))).Status);
        var asked = (await app.MailAsync())[0];
        Assert.Contains("https://tickets.theatre.example/reservations/confirm/", asked.TextBody, StringComparison.Ordinal);

        var confirm = await OpenForgedAsync(visitor, await app.MailedLinkAsync());
        var confirmed = await SubmitForgedAsync(visitor, confirm);
        Assert.StartsWith("/tickets/", confirmed.Location, StringComparison.Ordinal);
        var ticket = await OpenForgedAsync(visitor, confirmed.Location!);
        var picture = ticket.Find("img.qr").GetAttribute("src")!;
        var code = Assert.Single(await QrReader.ReadAsync(Convert.FromBase64String(picture[(picture.IndexOf(',', StringComparison.Ordinal) + 1)..])));
        Assert.Equal($"https://tickets.theatre.example{Story.CheckInPath(confirmed.Location!)}", code);

        foreach (var mail in await app.MailAsync(2))
        {
            Assert.DoesNotContain("evil", Everything(mail), StringComparison.OrdinalIgnoreCase);
        }

        foreach (var place in new[] { form, confirm, ticket })
        {
            Assert.DoesNotContain("evil", place.Body, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task The_way_to_the_login_does_not_leave_the_house_when_the_host_is_forged()
    {
        await using var app = await BookingFlowApp.StartAsync();
        using var stranger = app.Visitor();
        var sent = await OpenForgedAsync(stranger, "/staff");
        Assert.Equal(302, sent.Status);
        Assert.DoesNotContain("evil", sent.Location, StringComparison.OrdinalIgnoreCase);
    }

    private static Task<Place> OpenForgedAsync(NoScriptBrowser browser, string path) => browser.SendAsync(Forged(new HttpRequestMessage(HttpMethod.Get, path)));

    private static Task<Place> SubmitForgedAsync(NoScriptBrowser browser, Place form, params (string Name, string Value)[] typed) =>
        browser.SendAsync(Forged(new HttpRequestMessage(HttpMethod.Post, form.Path)
        {
            Content = new FormUrlEncodedContent(NoScriptBrowser.Fields(form, "main form", typed).Select(f => KeyValuePair.Create(f.Name, f.Value))),
        }));

    private static HttpRequestMessage Forged(HttpRequestMessage request)
    {
        request.Headers.Host = "evil.example";
        request.Headers.TryAddWithoutValidation("X-Forwarded-Host", "evil.example");
        request.Headers.TryAddWithoutValidation("X-Original-Host", "evil.example");
        return request;
    }

    private static string Everything(MimeMessage mail) => $"{string.Join(" ", mail.Headers)} {mail.HtmlBody} {mail.TextBody}";
}
