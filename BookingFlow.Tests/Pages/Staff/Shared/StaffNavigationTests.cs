using System.Security.Claims;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.Staff;

namespace BookingFlow.Tests.Pages.Staff.Shared;

public sealed class StaffNavigationTests
{
    [Theory]
    [InlineData(StaffRoles.PairedDevice, "Door: CheckIn")]
    [InlineData(StaffRoles.Door, "Door: Tonight CheckIn; Settings: Account")]
    [InlineData(
        StaffRoles.BoxOffice,
        "Door: Tonight CheckIn; BoxOffice: Reservations NewReservation PersonalData; Programme: Performances Season; Settings: Tokens Account")]
    [InlineData(
        StaffRoles.Administrator,
        "Door: Tonight CheckIn; BoxOffice: Reservations NewReservation PersonalData; Programme: Performances Season Shows Rooms; "
            + "Settings: Venue House People Mail Webhooks Log Tokens Account")]
    public void Groups_hold_the_pages_that_the_role_may_open(string role, string expected) =>
        Assert.Equal(expected, string.Join("; ", Groups(role, "/Staff/Index").Select(group =>
            $"{Last(group.TitleKey)}: {string.Join(' ', group.Links.Select(link => Last(link.TitleKey)))}")));

    [Theory]
    [InlineData("/Staff/Index", "Tonight", "page")]
    [InlineData("/Staff/CheckIn/Station", "CheckIn", "page")]
    [InlineData("/Staff/CheckIn/SetDoor", "CheckIn", "page")]
    [InlineData("/Staff/CheckIn/Find", "CheckIn", "true")]
    [InlineData("/CheckIn/CheckIn", "CheckIn", "true")]
    [InlineData("/Staff/Reservations/Find", "Reservations", "page")]
    [InlineData("/Staff/Reservations/Reservation", "Reservations", "true")]
    [InlineData("/Staff/Reservations/New", "NewReservation", "page")]
    [InlineData("/Staff/PersonalData/Index", "PersonalData", "page")]
    [InlineData("/Staff/Season", "Season", "page")]
    [InlineData("/Staff/Rooms/Capacity", "Rooms", "true")]
    public void Exactly_one_link_is_marked_as_current(string page, string expected, string marker)
    {
        var groups = Groups(StaffRoles.Administrator, page);

        var current = Assert.Single(groups.SelectMany(group => group.Links), link => link.Current is not null);
        Assert.Equal((expected, marker), (Last(current.TitleKey), current.Current));
        Assert.Single(groups, group => group.IsCurrent);
    }

    [Fact]
    public void Page_outside_the_menus_marks_nothing() =>
        Assert.DoesNotContain(Groups(StaffRoles.Administrator, "/Staff/Logout"), group => group.IsCurrent);

    [Fact]
    public async Task Station_shows_a_link_back_instead_of_the_navigation()
    {
        await using var app = await BookingFlowApp.StartAsync();
        using var steward = await app.StaffAsync(StaffRoles.Door);

        var (tonight, station) = (await steward.OpenAsync("/staff"), await steward.OpenAsync("/staff/check-in"));

        Assert.NotNull(tonight.Document.QuerySelector("nav.staff-nav"));
        Assert.Null(station.Document.QuerySelector("nav.staff-nav"));
        Assert.Equal("/staff", Assert.Single(station.Document.QuerySelectorAll("header a")).GetAttribute("href"));
    }

    private static IReadOnlyList<StaffNavigationGroup> Groups(string role, string page) =>
        StaffNavigation.For(new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Role, role)], "test")), page);

    private static string Last(string key) => key[(key.LastIndexOf('.') + 1)..];
}
