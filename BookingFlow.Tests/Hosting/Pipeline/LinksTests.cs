using System.Reflection;
using BookingFlow.Web.UseCases.Administration;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
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

    /// <summary>Mails, QR codes and search engines keep these addresses: each is that of a page.</summary>
    [Fact]
    public async Task Every_link_that_is_built_outside_a_request_is_the_address_of_a_page()
    {
        await using var app = await BookingFlowApp.StartAsync(settings: ("Booking:PublicBaseUrl", "https://tickets.theatre.example"));
        var (links, pages, token) = (app.Services.GetRequiredService<PublicLinks>(), app.Services.GetRequiredService<LinkGenerator>(), Token.New());
        (string Member, string Link, string? Page)[] built =
        [
            (nameof(PublicLinks.Home), links.Home, pages.GetPathByPage("/Index")),
            (nameof(PublicLinks.Confirm), links.Confirm(token), pages.GetPathByPage("/Reservations/Confirm", values: new { token = token.Text })),
            (nameof(PublicLinks.Ticket), links.Ticket(token), pages.GetPathByPage("/Tickets/Ticket", values: new { ticketToken = token.Text })),
            (nameof(PublicLinks.SetPassword), links.SetPassword(token), pages.GetPathByPage("/Staff/SetPassword", values: new { token = token.Text })),
            (nameof(PublicLinks.Setup), links.Setup(token), pages.GetPathByPage("/Staff/Setup", values: new { token = token.Text })),
            (nameof(PublicLinks.CheckIn), links.CheckIn(token), pages.GetPathByPage("/CheckIn/CheckIn", values: new { checkInToken = token.Text })),
            (nameof(PublicLinks.Performance), links.Performance(7), pages.GetPathByPage("/Performances/Reserve", values: new { id = 7 })),
            .. Enum.GetValues<VenueTextKind>().Select(kind => (nameof(PublicLinks.VenueText), links.VenueText(kind), pages.GetPathByPage($"/Legal/{kind}"))),
            (nameof(PublicLinks.PathOf), "https://tickets.theatre.example" + PublicLinks.PathOf(VenueTextKind.Privacy), pages.GetPathByPage("/Legal/Privacy")),
            (nameof(PublicLinks.Poster), links.Poster(7), pages.GetPathByPage("/Posters/Poster", values: new { id = 7 })),
            (nameof(PublicLinks.Sitemap), links.Sitemap, pages.GetPathByPage("/Discovery/Sitemap")),
            (nameof(PublicLinks.Show), links.Show("hamlet"), pages.GetPathByPage("/Shows/Show", values: new { slug = "hamlet" })),
            (nameof(PublicLinks.HomePath), "https://tickets.theatre.example" + PublicLinks.HomePath, pages.GetPathByPage("/Index")),
            (nameof(PublicLinks.SignInPath), "https://tickets.theatre.example" + PublicLinks.SignInPath, pages.GetPathByPage("/Staff/Login")),
            (nameof(PublicLinks.PendingPath), "https://tickets.theatre.example" + PublicLinks.PendingPath, pages.GetPathByPage("/Reservations/Pending")),
            (nameof(PublicLinks.ShowPath), "https://tickets.theatre.example" + PublicLinks.ShowPath("hamlet"), pages.GetPathByPage("/Shows/Show", values: new { slug = "hamlet" })),
            (nameof(PublicLinks.ReservePath), "https://tickets.theatre.example" + PublicLinks.ReservePath(7), pages.GetPathByPage("/Performances/Reserve", values: new { id = 7 })),
        ];

        Assert.All(built, one => Assert.Equal((one.Member, one.Link), (one.Member, "https://tickets.theatre.example" + one.Page)));
        string[] others = [".ctor", nameof(PublicLinks.CheckInTokenIn)];
        Assert.Equal(
            typeof(PublicLinks).GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
                .Select(member => member.Name).Where(name => !name.StartsWith("get_", StringComparison.Ordinal)).Except(others).Distinct().Order(StringComparer.Ordinal),
            built.Select(one => one.Member).Distinct().Order(StringComparer.Ordinal));
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
