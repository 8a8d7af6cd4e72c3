using System.Security.Claims;
using BookingFlow.Web.Staff;

namespace BookingFlow.Web.Pages.Staff.Shared;

/// <summary>The groups of the staff navigation, with the pages that a signed-in person may open and the current page marked.</summary>
public static class StaffNavigation
{
    // In the folder of the reservations, but a link of its own.
    private const string NewReservation = "/Staff/Reservations/New";

    // SetDoor, Volunteer and Correct answer forms of the station and show the station again.
    private static readonly string[] Station = ["/Staff/CheckIn/Station", "/Staff/CheckIn/SetDoor", "/Staff/CheckIn/Volunteer", "/Staff/CheckIn/Correct", "/Staff/CheckIn/Camera/Index"];

    /// <summary>Whether a page is the scan station: it shows a link back instead of the navigation, so that its field is at the top.</summary>
    public static bool IsStation(string page) => Station.Contains(page, StringComparer.Ordinal);

    /// <param name="person">The signed-in staff member, with roles.</param>
    /// <param name="currentPage">The name of the page that is shown, such as <c>/Staff/Rooms/Edit</c>.</param>
    /// <returns>One to four groups; a group without a page that the person may open is left out.</returns>
    public static IReadOnlyList<StaffNavigationGroup> For(ClaimsPrincipal person, string currentPage)
    {
        // The page that a ticket's QR code opens belongs to the door, though its address is outside /staff.
        var current = currentPage.StartsWith("/CheckIn/", StringComparison.Ordinal) ? "/Staff" + currentPage : currentPage;
        var (sells, administers, hasAccount) = (person.MaySell(), person.IsInRole(StaffRoles.Administrator), !person.IsPairedDevice());
        return
        [
            .. new[]
            {
                Group("Door", ("Tonight", "/Staff/Index", hasAccount), ("CheckIn", "/Staff/CheckIn/Station", true)),
                Group(
                    "BoxOffice",
                    ("Reservations", "/Staff/Reservations/Find", sells),
                    ("NewReservation", NewReservation, sells),
                    ("PersonalData", "/Staff/PersonalData/Index", sells)),
                Group(
                    "Programme",
                    ("Performances", "/Staff/Performances/Index", sells),
                    ("Season", "/Staff/Season", sells),
                    ("Shows", "/Staff/Shows/Index", administers),
                    ("Rooms", "/Staff/Rooms/Index", administers)),
                Group(
                    "Settings",
                    ("Venue", "/Staff/VenueSettings/Index", administers),
                    ("House", "/Staff/House/Index", administers),
                    ("People", "/Staff/People/Index", administers),
                    ("Mail", "/Staff/Mail/Index", administers),
                    ("Webhooks", "/Staff/Webhooks/Index", administers),
                    ("Log", "/Staff/Log/Index", administers),
                    ("Tokens", "/Staff/Tokens/Index", sells),
                    ("Account", "/Staff/Account/Index", hasAccount)),
            }.Where(group => group.Links.Count > 0),
        ];

        StaffNavigationGroup Group(string name, params (string Name, string Page, bool IsPermitted)[] links) =>
            new(
                $"Layout.Staff.Group.{name}",
                [.. links.Where(l => l.IsPermitted).Select(l => new StaffNavigationLink($"Layout.Staff.{l.Name}", l.Page, Marker(l.Page, current)))]);
    }

    // "page" on the page itself, "true" on the other pages of its folder.
    private static string? Marker(string page, string current)
    {
        if (page == current || (page == Station[0] && IsStation(current)))
        {
            return "page";
        }

        var folder = page[..(page.LastIndexOf('/') + 1)];
        return folder != "/Staff/" && page != NewReservation && current != NewReservation && current.StartsWith(folder, StringComparison.Ordinal)
            ? "true"
            : null;
    }
}
