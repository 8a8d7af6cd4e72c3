using System.Globalization;
using BookingFlow.Tests.Infrastructure.Wallets;
using BookingFlow.Web.Staff;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BookingFlow.Tests.Hosting.Security;

/// <summary>
/// Tests access to every route for every role against the table in docs/roles.md. A route without a row fails, and so does
/// a row without a route.
/// </summary>
public sealed class RolesTests
{
    private const string Login = "login";
    private static readonly string[] Columns = ["anonymous", StaffRoles.Door, StaffRoles.BoxOffice, StaffRoles.Administrator];

    [Fact]
    public async Task Every_role_can_open_exactly_the_routes_listed_in_the_table()
    {
        var table = Table();
        using var wallets = new WalletFiles();
        await using var app = await BookingFlowApp.StartAsync(settings: [.. wallets.Apple, .. wallets.Google]);
        var routes = Routes(app);
        Assert.Equal(routes, table.Keys.Order(StringComparer.Ordinal));

        var values = await StoreRouteValuesAsync(app);
        using var anonymous = app.Visitor();
        using var door = await app.StaffAsync(StaffRoles.Door);
        using var boxOffice = await app.StaffAsync(StaffRoles.BoxOffice);
        using var administrator = await app.StaffAsync(StaffRoles.Administrator);
        var mismatches = new List<string>();
        foreach (var route in routes)
        {
            foreach (var (column, browser) in Columns.Zip([anonymous, door, boxOffice, administrator]))
            {
                var status = await StatusAsync(browser, FillRoute(route, values));
                if (status != table[route][column])
                {
                    mismatches.Add($"{route} for {column}: {status}, but the table says {table[route][column]}");
                }
            }
        }

        Assert.Empty(mismatches);
    }

    [Fact]
    public void Table_is_sorted_by_route() => Assert.Equal(Table().Keys.Order(StringComparer.Ordinal), Table().Keys);

    /// <summary>A signed-in staff member without a role can open only their own account.</summary>
    [Fact]
    public async Task Staff_without_a_role_get_403_for_every_page_that_requires_a_role()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var values = await StoreRouteValuesAsync(app);
        using var browser = await app.StaffAsync(role: null);
        foreach (var (route, expected) in Table().Where(row => row.Value.Values.Contains("403", StringComparer.Ordinal)))
        {
            Assert.Equal((route, "403"), (route, await StatusAsync(browser, FillRoute(route, values))));
            Assert.Equal(Login, expected["anonymous"]);
        }
    }

    private static async Task<string> StatusAsync(NoScriptBrowser browser, string path)
    {
        var response = await browser.OpenAsync(path);
        return response is { Status: 302, Location: { } to } && to.StartsWith("/staff/login", StringComparison.Ordinal)
            ? Login
            : response.Status.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The GET routes of the running program, sorted.</summary>
    internal static List<string> Routes(BookingFlowApp app) =>
    [
        .. app.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(
                endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is not { Count: > 0 } methods
                    || methods.Contains("GET", StringComparer.Ordinal))
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.Trim('/'))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The rows of the table in docs/roles.md in their order: route to column to expected status.</summary>
    private static Dictionary<string, Dictionary<string, string>> Table()
    {
        var rows = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "roles.md"))
            .Where(row => row.StartsWith("| `/", StringComparison.Ordinal))
            .Select(row => row.Trim('|').Split('|', StringSplitOptions.TrimEntries))
            .ToList();
        return rows.ToDictionary(
            cells =>
                cells[0].Trim('`'), cells =>
                    Columns.Zip(cells[1..]).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal), StringComparer.Ordinal);
    }

    /// <summary>The route with its parameters replaced: by the value for path and name, else for the name alone, else 1.</summary>
    internal static string FillRoute(string route, Dictionary<string, string> values)
    {
        var parts = route.Split('/');
        for (var i = 0; i < parts.Length; i++)
        {
            if (parts[i].StartsWith("{*", StringComparison.Ordinal) || parts[i].EndsWith("?}", StringComparison.Ordinal))
            {
                parts[i] = "";
            }
            else if (parts[i].StartsWith('{'))
            {
                var name = parts[i].Trim('{', '}').Split(':')[0];
                parts[i] = values.GetValueOrDefault($"{string.Join('/', parts[..i])}/{name}") ?? values.GetValueOrDefault(name) ?? "1";
            }
        }

        return "/" + string.Join('/', parts).Trim('/');
    }

    internal static async Task<Dictionary<string, string>> StoreRouteValuesAsync(BookingFlowApp app)
    {
        var performance = await app.AddAsync(app.APerformanceTonight().With(p => p.Show.SeveralAtOnce = true));
        // Not tonight: with two performances, the camera station asks first which one.
        var byLink = await app.AddAsync(app.APerformanceTonight().At(app.Now.AddDays(20)).ByLink());
        var link = await app.AddConfirmationLinkAsync(
            new AReservation().For(performance).CreatedAt(app.Now).ExpiringAt(performance.StartsAt).Build());
        var ticket = await app.AddTicketAsync(new AReservation().For(performance).CreatedAt(app.Now).Confirmed(app.Now).Build());
        var colleague = await app.AddStaffAsync(StaffRoles.Door);
        var mail = OutboxMail.ForStaff(MailKind.Test, colleague.Id, app.Now);
        var poster = new Poster
        {
            ShowId = performance.ShowId,
            Type = PictureType.Png,
            Picture = [0x89, 0x50, 0x4E, 0x47],
            AltText = "A storm",
            UploadedAt = app.Now,
        };
        var logo = new VenueLogo { Type = PictureType.Png, Picture = [0x89, 0x50, 0x4E, 0x47], UploadedAt = app.Now };
        var message = APartyMessage.Sent(performance, PartyMessageRecipients.Confirmed, app.Now);
        var webhook = AWebhook.At("https://receiver.example/hook", WebhookEvent.CheckedIn);
        await app.Database.AddAsync(mail, poster, logo, message, webhook);
        await app.Database.AddAsync(
            [.. Enum.GetValues<VenueTextKind>().Select(kind => new VenueText { Kind = kind, Text = "We keep little.", ChangedAt = app.Now })]);
        return new(StringComparer.Ordinal)
        {
            ["id"] = Text(performance.Id),
            ["slug"] = performance.Show.Slug,
            ["checkInToken"] = Last(VisitorSteps.CheckInPath(ticket)),
            ["ticketToken"] = Last(ticket),
            ["partyToken"] = Last(await app.AddPartyLinkAsync(
                new AReservation().For(performance).CreatedAt(app.Now).Confirmed(app.Now).Build())),
            ["/invitations/invitation"] = InvitationKey.TextOf(byLink.Invitation!),
            ["/invitations/" + InvitationKey.TextOf(byLink.Invitation!) + "/performances/id"] = Text(byLink.Id),
            ["/reservations/confirm/token"] = Last(link),
            ["/staff/set-password/token"] = Last(await app.AddPasswordLinkAsync(colleague.Id)),
            ["/staff/pair/token"] = Last(await app.AddPairingLinkAsync(performance)),
            ["/staff/setup/token"] = Last(await app.AddSetupLinkAsync()),
            ["/staff/people/id"] = Text(colleague.Id),
            ["/staff/performances/id"] = Text(performance.Id),
            ["messageId"] = Text(message.Id),
            ["/staff/rooms/id"] = Text(performance.RoomId),
            ["/staff/shows/id"] = Text(performance.ShowId),
            ["/staff/check-in/parties/id"] = Text(await app.Database.ReadAsync(db => db.Reservations.Select(r => r.Id).MaxAsync())),
            ["/staff/reservations/id"] = Text(await app.Database.ReadAsync(db => db.Reservations.Select(r => r.Id).MaxAsync())),
            ["/staff/house/kind"] = "privacy",
            ["/branding/logo/id"] = Text(logo.Id),
            // FillRoute replaces the whole segment, the suffix included.
            ["colour"] = "8a1c2b.css",
            ["/posters/id"] = Text(poster.Id),
            ["/staff/mail/id"] = Text(mail.Id),
            ["/staff/webhooks/id"] = Text(webhook.Id),
        };

        static string Text(int id) => id.ToString(CultureInfo.InvariantCulture);

        static string Last(string path) => path.Split('/')[^1];
    }
}
