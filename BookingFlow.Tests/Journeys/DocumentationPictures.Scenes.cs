using System.Globalization;
using static Microsoft.Playwright.Assertions;

namespace BookingFlow.Tests.Journeys;

public sealed partial class DocumentationPictures
{
    private const int StationHeight = 900, DoorHeight = 800;

    /// <summary>The pictures by file name. Each opens its page in a program of its own, so that no picture depends on another.</summary>
    private static readonly Dictionary<string, Scene> Scenes = new(StringComparer.Ordinal)
    {
        // README.md
        ["shows.png"] = new(ChromiumBrowser.Desktop, evening => evening.OpenAsync("/")),
        ["reserve.png"] = new(ChromiumBrowser.Desktop, evening => evening.OpenAsync($"/performances/{evening.Tonight.Id}/reserve")),
        ["ticket.png"] = new(ChromiumBrowser.Phone, OpenTicketAsync),
        ["ticket-print.png"] = new(ChromiumBrowser.Desktop, OpenTicketAsync) { IsPrinted = true },
        ["station-in.png"] = new(ChromiumBrowser.Desktop, async evening =>
        {
            var ticket = await AddAdaAsync(evening);
            await evening.SignInAsync("door");
            await evening.OpenAsync("/staff/check-in");
            await evening.ScanAsync(DemoEvening.CodeOf(ticket));
        })
        { Height = StationHeight },
        ["station-no.png"] = new(ChromiumBrowser.Desktop, async evening =>
        {
            var ticket = await AddAdaAsync(evening);
            await evening.SignInAsync("door");
            await evening.OpenAsync("/staff/check-in");
            await evening.ScanAsync(DemoEvening.CodeOf(ticket));
            evening.Wait(minutes: 4);
            await evening.ScanAsync(DemoEvening.CodeOf(ticket), 409);
        })
        { Height = StationHeight },

        // docs/door.md
        ["door-station.png"] = Door(async (evening, tickets) =>
        {
            await evening.ScanAsync(tickets["Grace Hopper"]);
            await evening.ScanAsync(tickets["Niels Bohr"], 409);
            await evening.OpenAsync("/staff/check-in");
        }),
        ["door-come-in.png"] = Door((evening, tickets) => evening.ScanAsync(tickets["Ada Lovelace"])),
        ["door-already.png"] = Door(async (evening, tickets) =>
        {
            await evening.ScanAsync(tickets["Ada Lovelace"]);
            evening.Wait(minutes: 4);
            await evening.ScanAsync(tickets["Ada Lovelace"], 409);
        }),
        ["door-part.png"] = Door(async (evening, tickets) =>
        {
            await AdmitSomeAsync(evening, tickets["Zoë Müller-Hinterberger"], people: 3);
            evening.Wait(minutes: 4);
            await evening.OpenAsync("/staff/check-in");
            await evening.ScanAsync(tickets["Zoë Müller-Hinterberger"], 409);
        }),
        ["door-phone.png"] = Door((evening, tickets) => evening.OpenAsync(new Uri(tickets["Hedy Lamarr"]).PathAndQuery)) with
        {
            Width = ChromiumBrowser.Phone,
            Height = 700,
            Percent = 82,
        },
        ["door-find.png"] = Door(async (evening, tickets) =>
        {
            await evening.ScanAsync(tickets["Ada Lovelace"]);
            await AdmitSomeAsync(evening, tickets["Zoë Müller-Hinterberger"], people: 3);
            await evening.OpenAsync($"/staff/check-in/find?q=el&performance={evening.Tonight.Id}");
        }),

        ["door-camera.png"] = new(ChromiumBrowser.Phone, async evening =>
        {
            var tickets = await AddPartiesAsync(evening);
            // The second ticket is seen for as long as the picture needs.
            var ada = tickets["Ada Lovelace"];
            using var film = CameraFilm.Of([tickets["Alan Turing"], ada, ada, ada, ada], seconds: 6, size: 0.4);
            await evening.UseCameraAsync(film);
            await evening.SignInAsync("door");
            await evening.OpenAsync($"/staff/check-in/camera?performance={evening.Tonight.Id}");
            // The outcome has filled the screen, and is now a strip above the camera's picture. On a machine that is too busy, it is amber.
            await Expect(evening.Page.Locator("#outcome.camera-outcome--small.outcome--in").Filter(new() { HasText = "Ada Lovelace" }))
                .ToBeVisibleAsync(new() { Timeout = 30_000 });
        })
        {
            Height = 844,
            Percent = 82,
        },

        // docs/box-office.md
        ["show-edit.png"] = new(ChromiumBrowser.Desktop, async evening =>
        {
            await evening.SignInAsync("admin");
            await evening.OpenAsync($"/staff/shows/{NextOf(evening, "the-cherry-orchard").ShowId}");
        }),
        ["people.png"] = new(ChromiumBrowser.Desktop, async evening =>
        {
            await evening.SignInAsync("admin");
            await evening.SubmitAsync(
                "/staff/people/invite", 200, ("Email", "tom@bookingflow.example"), ("DisplayName", "Tom Okafor"), ("Role", "Door"));
            await evening.SubmitAsync(
                "/staff/people/invite", 200, ("Email", "vera@bookingflow.example"), ("DisplayName", "Vera Lindqvist"), ("Role", "BoxOffice"));
            await evening.OpenAsync("/staff/people");
        }),
        ["tonight.png"] = new(ChromiumBrowser.Desktop, OpenTonightAsync),
        ["reservations.png"] = new(ChromiumBrowser.Desktop, async evening =>
        {
            await AddPartiesAsync(evening);
            await evening.AddPartyAsync(evening.Tonight, "Mary Somerville", people: 2, status: ReservationStatus.Cancelled);
            await evening.AddPartyAsync(NextOf(evening, "a-midsummer-nights-dream"), "Sophie Germain", people: 4, status: ReservationStatus.Pending);
            await evening.SignInAsync("boxoffice");
            await evening.OpenAsync("/staff/reservations");
        })
        { Height = 1100 },
        ["reservation.png"] = new(ChromiumBrowser.Desktop, OpenReservationAsync),
        ["sell.png"] = new(ChromiumBrowser.Desktop, async evening =>
        {
            await evening.SignInAsync("boxoffice");
            await evening.OpenAsync("/staff/reservations/new");
        }),
        ["performance.png"] = new(ChromiumBrowser.Desktop, async evening =>
        {
            var performance = evening.Performances.First(p => p is { IsPublic: true, SeatsLeft: 3 }).Id;
            await evening.SignInAsync("boxoffice");
            await evening.SubmitAsync(
                $"/staff/performances/{performance}/seats", 200, ("AdditionalSeats", "6"), ("Reason", "A bench along the wall"));
            evening.Wait(minutes: 2);
            await evening.SubmitAsync(
                $"/staff/performances/{performance}/seats", 200, ("OccupiedSeats", "4"), ("Reason", "The lighting desk takes a row"));
            await evening.OpenAsync($"/staff/performances/{performance}");
        }),
        ["seats-409.png"] = new(ChromiumBrowser.Desktop, async evening =>
        {
            await evening.SignInAsync("boxoffice");
            await evening.SubmitAsync(
                $"/staff/performances/{evening.Performances.First(p => p is { IsPublic: true, SeatsLeft: 0 }).Id}/seats", 409,
                ("OccupiedSeats", "20"), ("Reason", "Orchestra in the first rows"));
        }),
        ["season.png"] = new(ChromiumBrowser.Desktop, async evening =>
        {
            await AddPartiesAsync(evening);
            await evening.SignInAsync("boxoffice");
            await evening.OpenAsync("/staff/season");
        }),
        ["tonight-phone.png"] = new(ChromiumBrowser.Phone, OpenTonightAsync),
        ["reservation-phone.png"] = new(ChromiumBrowser.Phone, OpenReservationAsync),

        // docs/design.md
        ["server-error.png"] = new(ChromiumBrowser.Desktop, async evening =>
        {
            // The page shows the ID of the request, which a client can set.
            await evening.Page.SetExtraHTTPHeadersAsync([new("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")]);
            await evening.HideTableAsync();
            await evening.OpenAsync("/", 500);
        }),
    };

    /// <summary>A picture of the stewards' sheet, half as large: parties for two performances, and a station set to the first of them.</summary>
    /// <param name="openAsync">Continues at the open station. Gets the contents of the QR codes, by name of the party.</param>
    private static Scene Door(Func<DemoEvening, IReadOnlyDictionary<string, string>, Task> openAsync) => new(ChromiumBrowser.Desktop, async evening =>
    {
        var tickets = await AddPartiesAsync(evening);
        await evening.SignInAsync("door");
        await evening.SubmitAsync(
            "/staff/check-in", 200, ("DoorOf", evening.Tonight.Id.ToString(CultureInfo.InvariantCulture)), ("DoorName", "Main entrance"));
        await openAsync(evening, tickets);
    })
    { Height = DoorHeight, Percent = 50 };

    private static Performance NextOf(DemoEvening evening, string slug) => evening.Performances.First(p => p.IsPublic && p.Show.Slug == slug);

    private static Task<string> AddAdaAsync(DemoEvening evening) =>
        evening.AddPartyAsync(evening.Tonight, "Ada Lovelace", people: 2, reference: "K7QF-2M");

    private static async Task OpenTicketAsync(DemoEvening evening) => await evening.OpenAsync(await AddAdaAsync(evening));

    /// <summary>Adds a second performance tonight, and parties for both.</summary>
    /// <returns>The contents of their QR codes, by name.</returns>
    private static async Task<IReadOnlyDictionary<string, string>> AddPartiesAsync(DemoEvening evening)
    {
        var later = await evening.AddPerformanceTonightAsync();
        var tickets = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Ada Lovelace"] = await AddAdaAsync(evening),
        };
        foreach (var (performance, name, people, notes) in new[]
        {
            (evening.Tonight, "Alan Turing", 3, null),
            (evening.Tonight, "Grace Hopper", 1, null),
            (evening.Tonight, "Zoë Müller-Hinterberger", 5, "Two of us come later."),
            (evening.Tonight, "Hedy Lamarr", 4, null),
            (evening.Tonight, "Emmy Noether", 2, null),
            (evening.Tonight, "Srinivasa Ramanujan", 2, "A wheelchair; near the aisle, please."),
            (evening.Tonight, "Émilie du Châtelet", 2, null),
            (later, "Niels Bohr", 3, null),
            (later, "Clara Schumann", 6, "A birthday."),
            (later, "Lise Meitner", 2, null),
        })
        {
            tickets[name] = DemoEvening.CodeOf(await evening.AddPartyAsync(performance, name, people, notes: notes));
        }

        tickets["Ada Lovelace"] = DemoEvening.CodeOf(tickets["Ada Lovelace"]);
        return tickets;
    }

    /// <summary>Admits some people of a party by its ticket, as with a phone.</summary>
    private static async Task AdmitSomeAsync(DemoEvening evening, string code, int people)
    {
        await evening.OpenAsync(new Uri(code).PathAndQuery);
        Assert.Equal(200, await evening.Page.FollowAsync(evening.Page.Locator($"form.admission button[name=People][value='{people}']")));
    }

    private static async Task OpenTonightAsync(DemoEvening evening)
    {
        var tickets = await AddPartiesAsync(evening);
        await evening.SignInAsync("boxoffice");
        await evening.OpenAsync("/staff/check-in");
        await evening.ScanAsync(tickets["Ada Lovelace"]);
        await evening.ScanAsync(tickets["Alan Turing"]);
        await evening.OpenAsync("/staff");
    }

    /// <summary>Opens a reservation that the box office added, and then changed twice.</summary>
    private static async Task OpenReservationAsync(DemoEvening evening)
    {
        await evening.SignInAsync("boxoffice");
        await evening.SubmitAsync(
            "/staff/reservations/new", 200,
            ("Performance", NextOf(evening, "the-cherry-orchard").Id.ToString(CultureInfo.InvariantCulture)),
            ("Name", "Ada Lovelace"), ("Email", "ada@visitors.exmaple"), ("PartySize", "3"), ("Notes", "A wheelchair; near the aisle, please."));
        var path = new Uri(evening.Page.Url).AbsolutePath;
        evening.Wait(minutes: 3);
        await evening.SubmitAsync($"{path}/email", 200, ("Email", "ada@visitors.example"));
        evening.Wait(minutes: 6);
        await evening.SubmitAsync($"{path}/party", 200, ("PartySize", "4"));
        await evening.OpenAsync(path);
    }

    /// <param name="Width">Width of the viewport in CSS pixels.</param>
    /// <param name="OpenAsync">Opens the page.</param>
    private sealed record Scene(int Width, Func<DemoEvening, Task> OpenAsync)
    {
        /// <summary>Height of the viewport, to which the picture is cut, in CSS pixels; null: the picture shows the whole page.</summary>
        public int? Height { get; init; }

        /// <summary>Size of the picture relative to the screenshot.</summary>
        public int Percent { get; init; } = 100;

        /// <summary>Whether the picture shows the page as it is printed, on one sheet of A4.</summary>
        public bool IsPrinted { get; init; }
    }
}
