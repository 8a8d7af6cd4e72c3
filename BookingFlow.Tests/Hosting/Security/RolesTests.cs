using System.Globalization;
using BookingFlow.Web.Staff;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BookingFlow.Tests.Hosting.Security;

/// <summary>
/// Who may open what: docs/roles.md is the rule, and the running program is walked through it, every route for everybody. A
/// page without a line there fails, and so does a line without a page.
/// </summary>
public sealed class RolesTests
{
    private const string Login = "login";
    private static readonly string[] Columns = ["anonymous", StaffRoles.Door, StaffRoles.BoxOffice, StaffRoles.Administrator];

    [Fact]
    public async Task Everybody_may_open_exactly_what_the_published_table_says()
    {
        var table = Table();
        await using var app = await BookingFlowApp.StartAsync();
        var routes = Routes(app);
        Assert.Equal(routes, table.Keys.Order(StringComparer.Ordinal));

        var blanks = await BlanksAsync(app);
        using var anonymous = app.Visitor();
        using var door = await app.StaffAsync(StaffRoles.Door);
        using var boxOffice = await app.StaffAsync(StaffRoles.BoxOffice);
        using var administrator = await app.StaffAsync(StaffRoles.Administrator);
        var wrong = new List<string>();
        foreach (var route in routes)
        {
            foreach (var (column, browser) in Columns.Zip([anonymous, door, boxOffice, administrator]))
            {
                var met = await MetAsync(browser, Filled(route, blanks));
                if (met != table[route][column])
                {
                    wrong.Add($"{route} for {column}: {met}, and the table says {table[route][column]}");
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void The_table_is_sorted_by_route() => Assert.Equal(Table().Keys.Order(StringComparer.Ordinal), Table().Keys);

    /// <summary>Whoever is signed in, but there for nothing, opens the own account and nothing else that a colleague needs a role for.</summary>
    [Fact]
    public async Task Somebody_without_a_role_opens_no_page_that_is_for_a_role()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var blanks = await BlanksAsync(app);
        using var browser = await app.StaffAsync(role: null);
        foreach (var (route, expected) in Table().Where(line => line.Value.Values.Contains("403", StringComparer.Ordinal)))
        {
            Assert.Equal((route, "403"), (route, await MetAsync(browser, Filled(route, blanks))));
            Assert.Equal(Login, expected["anonymous"]);
        }
    }

    private static async Task<string> MetAsync(NoScriptBrowser browser, string path)
    {
        var met = await browser.OpenAsync(path);
        return met is { Status: 302, Location: { } to } && to.StartsWith("/staff/login", StringComparison.Ordinal)
            ? Login
            : met.Status.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Every route that can be opened, as the running program knows them.</summary>
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

    /// <summary>The lines of the table in docs/roles.md, in their order.</summary>
    private static Dictionary<string, Dictionary<string, string>> Table()
    {
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "roles.md"))
            .Where(line => line.StartsWith("| `/", StringComparison.Ordinal))
            .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries))
            .ToList();
        return lines.ToDictionary(
            cells =>
                cells[0].Trim('`'), cells =>
                    Columns.Zip(cells[1..]).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal), StringComparer.Ordinal);
    }

    /// <summary>The route with its blanks filled by what exists: first by the place that it is below, then by the blank's name.</summary>
    internal static string Filled(string route, Dictionary<string, string> blanks)
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
                parts[i] = blanks.GetValueOrDefault($"{string.Join('/', parts[..i])}/{name}") ?? blanks.GetValueOrDefault(name) ?? "1";
            }
        }

        return "/" + string.Join('/', parts).Trim('/');
    }

    internal static async Task<Dictionary<string, string>> BlanksAsync(BookingFlowApp app)
    {
        var performance = await app.AddAsync(app.APerformanceTonight());
        var link = await app.PendingLinkAsync(new AReservation().For(performance).AskedAt(app.Now).ExpiringAt(performance.StartsAt).Build());
        var ticket = await app.StoredTicketAsync(new AReservation().For(performance).AskedAt(app.Now).Confirmed(app.Now).Build());
        var colleague = await app.AddStaffAsync(StaffRoles.Door);
        var mail = OutboxMail.OwedToStaff(MailKind.Test, colleague.Id, app.Now);
        var poster = new Poster
        {
            ShowId = performance.ShowId,
            Type = PictureType.Png,
            Picture = [0x89, 0x50, 0x4E, 0x47],
            AltText = "A storm",
            UploadedAt = app.Now,
        };
        await app.Database.AddAsync(mail, poster);
        await app.Database.AddAsync(
            [.. Enum.GetValues<VenueTextKind>().Select(kind => new VenueText { Kind = kind, Text = "We keep little.", ChangedAt = app.Now })]);
        return new(StringComparer.Ordinal)
        {
            ["id"] = Text(performance.Id),
            ["slug"] = performance.Show.Slug,
            ["checkInToken"] = Last(Story.CheckInPath(ticket)),
            ["ticketToken"] = Last(ticket),
            ["/reservations/confirm/token"] = Last(link),
            ["/staff/set-password/token"] = Last(await app.PasswordLinkAsync(colleague.Id)),
            ["/staff/setup/token"] = Last(await app.SetupLinkAsync()),
            ["/staff/people/id"] = Text(colleague.Id),
            ["/staff/performances/id"] = Text(performance.Id),
            ["/staff/rooms/id"] = Text(performance.RoomId),
            ["/staff/shows/id"] = Text(performance.ShowId),
            ["/staff/check-in/parties/id"] = Text(await app.Database.ReadAsync(db => db.Reservations.Select(r => r.Id).MaxAsync())),
            ["/staff/reservations/id"] = Text(await app.Database.ReadAsync(db => db.Reservations.Select(r => r.Id).MaxAsync())),
            ["/staff/house/kind"] = "privacy",
            ["/posters/id"] = Text(poster.Id),
            ["/staff/mail/id"] = Text(mail.Id),
        };

        static string Text(int id) => id.ToString(CultureInfo.InvariantCulture);

        static string Last(string path) => path.Split('/')[^1];
    }
}
