using System.Globalization;
using BookingFlow.Tests.Hosting.Security;

namespace BookingFlow.Tests.Pages.Invitations;

/// <summary>Goes over every route that a visitor can open, and finds nothing of a performance or show that is not listed.</summary>
public sealed class NotListedTests
{
    private const string RoomName = "Cellar below the stage";
    private const string Title = "The Closed Rehearsal";

    [Fact]
    public async Task No_public_route_shows_anything_of_performances_and_shows_by_link()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var values = await RolesTests.StoreRouteValuesAsync(app);
        var (listedShow, hiddenShow) = (int.Parse(values["/staff/shows/id"], CultureInfo.InvariantCulture), new AShow().Titled(Title).ByLink().Build());
        var hidden = new APerformance().At(app.Now.AddMinutes(40)).ByLink().In(new ARoom().Named(RoomName).Build())
            .With(p => p.ShowId = listedShow).Build();
        hidden.Show = null!;
        await app.Database.AddAsync(hidden);
        var ofHiddenShow = await app.AddAsync(app.APerformanceTonight().Of(hiddenShow).In(new ARoom().Named(RoomName + ", left").Build()));
        var poster = new Poster { ShowId = hiddenShow.Id, Type = PictureType.Png, Picture = [1], AltText = Title, UploadedAt = app.Now };
        await app.Database.AddAsync(poster);
        string[] traces =
        [
            RoomName, Title, hiddenShow.Slug, InvitationKey.TextOf(hidden.Invitation!), InvitationKey.TextOf(hiddenShow.Invitation!),
            $"/performances/{hidden.Id}/", $"/performances/{ofHiddenShow.Id}/",
        ];
        var hiddenValues = new Dictionary<string, string>(values, StringComparer.Ordinal)
        {
            ["id"] = hidden.Id.ToString(CultureInfo.InvariantCulture),
            ["/posters/id"] = poster.Id.ToString(CultureInfo.InvariantCulture),
            ["slug"] = hiddenShow.Slug,
        };
        string[] queries =
        [
            "/?q=closed", "/?q=cellar", $"/?month={app.Now:yyyy-MM}", $"/embed?show={hiddenShow.Slug}", $"/calendar.ics?performance={hidden.Id}",
            $"/calendar.ics?performance={ofHiddenShow.Id}", $"/api/v1/performances?show={hiddenShow.Slug}", "/api/v1/performances?q=closed",
            $"/oembed?url={Uri.EscapeDataString($"{app.Address}/shows/{hiddenShow.Slug}")}&format=json", "/nowhere",
        ];
        var routes = RolesTests.Routes(app)
            .Where(route => !route.StartsWith("/staff", StringComparison.Ordinal) && !route.StartsWith("/dev", StringComparison.Ordinal))
            .ToList();
        Assert.Contains("/invitations/{invitation}/performances/{id:int}/reserve", routes);
        using var visitor = app.Visitor();
        var opened = 0;

        var paths = routes.Select(route => RolesTests.FillRoute(route, values))
            .Concat(routes.Select(route => RolesTests.FillRoute(route, hiddenValues))).Concat(queries).Distinct(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            var response = await visitor.OpenAsync(path);
            opened += response.Status == 200 ? 1 : 0;
            // Its own address is repeated by links of the page, such as those of the languages; it comes from the visitor.
            var found = traces.Where(
                trace => !path.Contains(trace, StringComparison.Ordinal) && response.Body.Contains(trace, StringComparison.Ordinal));
            Assert.Equal((path, ""), (path, string.Join(", ", found)));
        }

        Assert.InRange(opened, 20, int.MaxValue);
        foreach (var id in new[] { hidden.Id, ofHiddenShow.Id })
        {
            Assert.Equal(404, (await visitor.OpenAsync($"/performances/{id}/reserve")).Status);
        }

        Assert.Equal(404, (await visitor.OpenAsync($"/shows/{hiddenShow.Slug}")).Status);
        Assert.Equal(404, (await visitor.OpenAsync($"/posters/{poster.Id}")).Status);
        Assert.Equal(404, (await visitor.OpenAsync($"/shows/{hiddenShow.Slug}/preview.jpg")).Status);
        // What is looked for is found where it is shown.
        var shown = await visitor.OpenAsync($"/invitations/{InvitationKey.TextOf(hidden.Invitation!)}");
        Assert.Contains(RoomName, shown.Body, StringComparison.Ordinal);
        Assert.Contains(traces[5], shown.Body, StringComparison.Ordinal);
    }
}
