using System.Reflection;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace BookingFlow.Tests.Hosting.Pipeline;

public sealed class PublicLinkRoutingTests
{
    [Fact]
    public async Task Links_in_mails_and_QR_codes_use_the_public_base_URL_despite_a_forged_host()
    {
        await using var app = await BookingFlowApp.StartAsync(settings: ("Booking:PublicBaseUrl", "https://tickets.theatre.example"));
        var performance = await app.AddAsync(app.APerformanceTonight());
        using var visitor = app.Visitor();
        var form = await OpenForgedAsync(visitor, $"/performances/{performance.Id}/reserve");
        Assert.Equal(303, (await SubmitForgedAsync(visitor, form, ("Name", "Ada"), ("Email", "ada@visitors.example"), ("PartySize", "2"))).Status);
        var confirmationMail = (await app.MailAsync())[0];
        Assert.Contains("https://tickets.theatre.example/reservations/confirm/", confirmationMail.TextBody, StringComparison.Ordinal);

        var confirm = await OpenForgedAsync(visitor, await app.GetConfirmationLinkAsync());
        var confirmed = await SubmitForgedAsync(visitor, confirm);
        Assert.StartsWith("/tickets/", confirmed.Location, StringComparison.Ordinal);
        var ticket = await OpenForgedAsync(visitor, confirmed.Location!);
        var image = ticket.Find("img.qr").GetAttribute("src")!;
        var code = Assert.Single(await QrReader.ReadAsync(Convert.FromBase64String(image[(image.IndexOf(',', StringComparison.Ordinal) + 1)..])));
        Assert.Equal($"https://tickets.theatre.example{VisitorSteps.CheckInPath(confirmed.Location!)}", code);

        foreach (var mail in await app.MailAsync(2))
        {
            Assert.DoesNotContain("evil", HeadersAndBodies(mail), StringComparison.OrdinalIgnoreCase);
        }

        foreach (var page in new[] { form, confirm, ticket })
        {
            Assert.DoesNotContain("evil", page.Body, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task Redirect_to_the_login_ignores_a_forged_host()
    {
        await using var app = await BookingFlowApp.StartAsync();
        using var visitor = app.Visitor();
        var response = await OpenForgedAsync(visitor, "/staff");
        Assert.Equal(302, response.Status);
        Assert.DoesNotContain("evil", response.Location, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>
    /// Compares every link of <see cref="PublicLinks"/> with the address that routing generates for its page. Mails, QR codes and search
    /// engines keep these links.
    /// </summary>
    [Fact]
    public async Task Every_public_link_matches_the_route_of_its_page()
    {
        const string Base = "https://tickets.theatre.example";
        await using var app = await BookingFlowApp.StartAsync(settings: ("Booking:PublicBaseUrl", Base));
        var (links, pages, token) = (app.Services.GetRequiredService<PublicLinks>(), app.Services.GetRequiredService<LinkGenerator>(), Token.New());
        var key = InvitationKey.New();
        (string Member, string Link, string Page, object? Values)[] expected =
        [
            (nameof(PublicLinks.Home), links.Home, "/Index", null),
            (nameof(PublicLinks.Confirm), links.Confirm(token), "/Reservations/Confirm", new { token = token.Text }),
            (nameof(PublicLinks.ConfirmGroup), links.ConfirmGroup(token), "/Reservations/ConfirmGroup", new { token = token.Text }),
            (nameof(PublicLinks.Party), links.Party(token), "/Party/Party", new { partyToken = token.Text }),
            (nameof(PublicLinks.PartyGroup), links.PartyGroup(token), "/Party/Group", new { partyToken = token.Text }),
            (nameof(PublicLinks.Ticket), links.Ticket(token), "/Tickets/Ticket", new { ticketToken = token.Text }),
            (nameof(PublicLinks.SetPassword), links.SetPassword(token), "/Staff/SetPassword", new { token = token.Text }),
            (nameof(PublicLinks.PairDevice), links.PairDevice(token), "/Staff/Pair/Index", new { token = token.Text }),
            (nameof(PublicLinks.PairingEndedPath), Base + PublicLinks.PairingEndedPath, "/Staff/Pair/Ended", null),
            (nameof(PublicLinks.Setup), links.Setup(token), "/Staff/Setup", new { token = token.Text }),
            (nameof(PublicLinks.CheckIn), links.CheckIn(token), "/CheckIn/CheckIn", new { checkInToken = token.Text }),
            (nameof(PublicLinks.Invitation), links.Invitation(key), "/Invitations/Invitation", new { invitation = InvitationKey.TextOf(key) }),
            (nameof(PublicLinks.Performance), links.Performance(7), "/Performances/Reserve", new { id = 7 }),
            (nameof(PublicLinks.VenueText), links.VenueText(VenueTextKind.Privacy), "/Legal/Privacy", null),
            (nameof(PublicLinks.VenueText), links.VenueText(VenueTextKind.Imprint), "/Legal/Imprint", null),
            (nameof(PublicLinks.PathOf), Base + PublicLinks.PathOf(VenueTextKind.Privacy), "/Legal/Privacy", null),
            (nameof(PublicLinks.Poster), links.Poster(7), "/Posters/Poster", new { id = 7 }),
            (nameof(PublicLinks.PosterFile), links.PosterFile(7, "320.webp"), "/Posters/Poster", new { id = 7, file = "320.webp" }),
            (nameof(PublicLinks.Logo), links.Logo(7), "/Branding/Logo", new { id = 7 }),
            (nameof(PublicLinks.LogoPath), Base + PublicLinks.LogoPath(7), "/Branding/Logo", new { id = 7 }),
            (nameof(PublicLinks.StylePath), Base + PublicLinks.StylePath(AccentColour.Default), "/Branding/Style", new { colour = "8a1c2b" }),
            (nameof(PublicLinks.PosterPreview), links.PosterPreview(7), "/Posters/Poster", new { id = 7, file = "preview.jpg" }),
            (nameof(PublicLinks.DrawnPreview), links.DrawnPreview("hamlet"), "/Shows/Preview", new { slug = "hamlet" }),
            (nameof(PublicLinks.Sitemap), links.Sitemap, "/Discovery/Sitemap", null),
            (nameof(PublicLinks.Show), links.Show("hamlet"), "/Shows/Show", new { slug = "hamlet" }),
            (nameof(PublicLinks.ForWebsites), links.ForWebsites, "/Api/Api", null),
            (nameof(PublicLinks.Calendar), links.Calendar, "/Discovery/Feed", null),
            (nameof(PublicLinks.CalendarOf), links.CalendarOf(7), "/Discovery/Feed", new { performance = 7 }),
            (nameof(PublicLinks.Embed), links.Embed, "/Embed/Embed", null),
            // These are no pages; their endpoints have the name of the link.
            (nameof(PublicLinks.Programme), links.Programme, nameof(PublicLinks.Programme), null),
            (nameof(PublicLinks.ProgrammeDocument), links.ProgrammeDocument, nameof(PublicLinks.ProgrammeDocument), null),
            (nameof(PublicLinks.ProgrammeFeed), links.ProgrammeFeed, nameof(PublicLinks.ProgrammeFeed), null),
            (nameof(PublicLinks.StaffFigures), links.StaffFigures, nameof(PublicLinks.StaffFigures), null),
            (nameof(PublicLinks.StaffReservations), links.StaffReservations, nameof(PublicLinks.StaffReservations), null),
            (nameof(PublicLinks.StaffDocument), links.StaffDocument, nameof(PublicLinks.StaffDocument), null),
            (nameof(PublicLinks.EmbedScript), links.EmbedScript, nameof(PublicLinks.EmbedScript), null),
            (nameof(PublicLinks.OEmbed), links.OEmbed("https://a.example/"), nameof(PublicLinks.OEmbed),
                new { url = "https://a.example/", format = "json" }),
            (nameof(PublicLinks.HomePath), Base + PublicLinks.HomePath, "/Index", null),
            (nameof(PublicLinks.SignInPath), Base + PublicLinks.SignInPath, "/Staff/Login", null),
            (nameof(PublicLinks.PendingPath), Base + PublicLinks.PendingPath, "/Reservations/Pending", null),
            (nameof(PublicLinks.ShowPath), Base + PublicLinks.ShowPath("hamlet"), "/Shows/Show", new { slug = "hamlet" }),
            (nameof(PublicLinks.ReservePath), Base + PublicLinks.ReservePath(7), "/Performances/Reserve", new { id = 7 }),
        ];

        Assert.All(
            expected,
            link => Assert.Equal(
                (link.Member, Base + (link.Page[0] == '/'
                    ? pages.GetPathByPage(link.Page, values: link.Values)
                    : pages.GetPathByName(link.Page, link.Values))),
                (link.Member, link.Link)));
        string[] exceptions = [".ctor", nameof(PublicLinks.ExtractCheckInToken), nameof(PublicLinks.CheckInPrefix)];
        var all = typeof(PublicLinks).GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Select(member => member.Name).Where(name => !name.StartsWith("get_", StringComparison.Ordinal)).Except(exceptions).Distinct();
        Assert.Equal(all.Order(StringComparer.Ordinal), expected.Select(link => link.Member).Distinct().Order(StringComparer.Ordinal));
    }

    private static Task<BrowserResponse> OpenForgedAsync(NoScriptBrowser browser, string path) =>
        browser.SendAsync(Forged(new HttpRequestMessage(HttpMethod.Get, path)));

    private static Task<BrowserResponse> SubmitForgedAsync(
        NoScriptBrowser browser, BrowserResponse form, params (string Name, string Value)[] typed) =>
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

    private static string HeadersAndBodies(MimeMessage mail) => $"{string.Join(" ", mail.Headers)} {mail.HtmlBody} {mail.TextBody}";
}
