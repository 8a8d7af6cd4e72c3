using BookingFlow.Web.Staff;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Data.Demo;

/// <summary>Seeds the database in Development with shows, rooms, performances in every state, and staff accounts.</summary>
public sealed class DemoSeason(
    BookingDbContext db, UserManager<StaffUser> users, RoleManager<IdentityRole<int>> roles, CurrentVenue current, TimeProvider clock)
{
    public const string StaffPassword = "Curtain-up-1!";

    private static readonly (string Email, string Name, string Role)[] DemoStaff =
    [
        ("admin@bookingflow.example", "Ada Martin", StaffRoles.Administrator),
        ("boxoffice@bookingflow.example", "Bea Novak", StaffRoles.BoxOffice),
        ("door@bookingflow.example", "Dario Costa", StaffRoles.Door),
    ];

    private static readonly (VenueTextKind Kind, string Text)[] DemoTexts =
    [
        (VenueTextKind.Privacy,
            """
            We only ask for what we need to reserve your seats.

            # What we keep

            - **Your name and email address**, to send you your confirmation link and ticket and to recognise you at the door.
            - **Your phone number and message**, if you give them.
            - **The performance, your party size** and when your party was checked in.

            # Who can see it

            Only our box office and the stewards at the door. There is no advertising and no tracking. We set no cookies until you choose a language,
            open the reservation form or sign in.

            # How long we keep it

            Until we delete it. To find out what we hold about you, or to have it corrected or deleted, write to
            [box@bookingflow.example](mailto:box@bookingflow.example).
            """),
        (VenueTextKind.Imprint,
            """
            **The demo theatre**, which exists only for you to try out.

            Lantern Square 1
            38122 Somewhere

            Telephone: +39 0461 000000
            Email: [box@bookingflow.example](mailto:box@bookingflow.example)

            Responsible for the content: Ada Martin
            """),
    ];

    public static IEnumerable<string> StaffEmails => DemoStaff.Select(person => person.Email);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Adds the staff accounts that are missing and, if there is no upcoming performance, a season with dates relative to now.</summary>
    public async Task SeedAsync(CancellationToken cancellationToken)
    {
        await AddStaffAsync();
        var now = Now;
        if (await db.Performances.AnyAsync(p => p.StartsAt > now, cancellationToken))
        {
            return;
        }

        var (stage, studio) = (
            await RoomAsync("Main Stage", 120,
                "Tram 4 to Lantern Square. The main entrance is under the lamp.\nStep-free access: ring at the stage door on Mill Lane and we will let you in.\nNo car park. Bicycle racks in the yard.",
                "https://www.openstreetmap.org/?mlat=46.0697&mlon=11.1211#map=18/46.0697/11.1211", cancellationToken),
            await RoomAsync("Studio", 36,
                "Cross the yard behind the theatre and go through the green door to the second floor. The lift is on the left.",
                "https://www.openstreetmap.org/?mlat=46.0695&mlon=11.1216#map=19/46.0695/11.1216", cancellationToken));
        foreach (var performance in await CreatePerformancesAsync(stage, studio, cancellationToken))
        {
            db.Add(performance);
        }

        var profile = await AddVenueTextsAsync(cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        current.Set(profile);
    }

    private async Task<VenueProfile> AddVenueTextsAsync(CancellationToken cancellationToken)
    {
        var profile = await db.VenueProfiles.SingleAsync(cancellationToken);
        var existing = await db.VenueTexts.Select(t => t.Kind).ToListAsync(cancellationToken);
        foreach (var (kind, text) in DemoTexts.Where(t => !existing.Contains(t.Kind)))
        {
            db.Add(new VenueText { Kind = kind, Text = text, ChangedAt = Now });
            profile.SetWritten(kind, isWritten: true);
        }

        profile.Touch(Now);
        return profile;
    }

    private async Task<IReadOnlyList<Performance>> CreatePerformancesAsync(Room stage, Room studio, CancellationToken cancellationToken)
    {
        var orchard = await ShowAsync("the-cherry-orchard", "The Cherry Orchard",
            "A house is to be sold, and everybody talks about something else. Chekhov's last comedy, played by candlelight.",
            "The family comes home to an estate that it can no longer pay for. There is one way out, and nobody wants to hear of it.\n\nOur ensemble plays Chekhov as he asked for it: as a comedy, with an open piano, a great many suitcases and real cherries.",
            135, published: true, cancellationToken);
        var dream = await ShowAsync("a-midsummer-nights-dream", "A Midsummer Night's Dream",
            "Four lovers, six craftsmen and one night in the wood: Shakespeare for everybody from eight to ninety.",
            "Nobody in this wood is who they were at supper. A company of nine plays all twenty-one parts, the donkey included.\n\nSuitable for children from eight.",
            150, published: true, cancellationToken);
        var earnest = await ShowAsync("the-importance-of-being-earnest", "The Importance of Being Earnest",
            "Two men, one invented name, and a handbag. A trivial comedy for serious people.",
            "Oscar Wilde's fastest play, in our smallest room: close enough to be offered a cucumber sandwich.",
            110, published: true, cancellationToken);
        var night = await ShowAsync("night-songs", "Night Songs",
            "A voice, a double bass and the ghost light. Songs for the hour after the play.",
            "An hour of songs by people who could not sleep. The bar stays open.",
            60, published: true, cancellationToken);
        var workshop = await ShowAsync("untitled-new-play", "Untitled New Play",
            "In rehearsal. Not announced yet.", "To be announced.", runningMinutes: null, published: false, cancellationToken);

        var fewLeft = CreatePerformance(5, orchard, stage);
        AddConfirmedParties(fewLeft, seatsLeft: 3);
        var soldOut = CreatePerformance(6, dream, stage);
        AddConfirmedParties(soldOut, seatsLeft: 0);
        var partlyFilled = CreatePerformance(7, dream, stage, hour: 16);
        AddConfirmedParties(partlyFilled, seatsLeft: 41);

        return
        [
            new Performance { Show = night, Room = studio, StartsAt = StartsSoon() },
            CreatePerformance(1, orchard, stage),
            CreatePerformance(2, earnest, studio),
            CreatePerformance(3, night, studio, hour: 22),
            fewLeft,
            soldOut,
            partlyFilled,
            CreatePerformance(8, earnest, studio, p => p.BookingEnabled = false),
            CreatePerformance(9, earnest, studio, p => p.AdditionalSeats = 4),
            CreatePerformance(12, orchard, stage, p => p.IsPublic = false),
            CreatePerformance(14, dream, stage, p => p.ManuallyOccupiedSeats = 12),
            CreatePerformance(21, orchard, stage, p => p.BookingOpensAt = At(day: 10, hour: 10)),
            CreatePerformance(28, dream, stage, p => p.BookingOpensAt = At(day: 14, hour: 10)),
            CreatePerformance(30, workshop, studio),
        ];
    }

    /// <summary>Returns a start 35 to 40 minutes from now, at a multiple of five minutes: time to reserve, confirm and check in.</summary>
    private DateTime StartsSoon()
    {
        var latest = Now.AddMinutes(40);
        return new DateTime(latest.Ticks - (latest.Ticks % TimeSpan.FromMinutes(5).Ticks), DateTimeKind.Utc);
    }

    private Performance CreatePerformance(int day, Show show, Room room, Action<Performance>? configure = null, int hour = 20)
    {
        var performance = new Performance { Show = show, Room = room, StartsAt = At(day, hour) };
        configure?.Invoke(performance);
        return performance;
    }

    /// <param name="day">Days from today.</param>
    /// <param name="hour">Hour of the venue's local time, 0 to 23.</param>
    private DateTime At(int day, int hour)
    {
        var local = current.Venue.Local(Now).Date.AddDays(day).AddHours(hour);
        return TimeZoneInfo.ConvertTimeToUtc(local, current.Venue.TimeZone);
    }

    /// <summary>Adds confirmed parties until only this number of seats is left.</summary>
    private void AddConfirmedParties(Performance performance, int seatsLeft)
    {
        var toFill = performance.SeatsLeft - seatsLeft;
        for (var i = 0; toFill > 0; i++)
        {
            var partySize = Math.Min(toFill, 1 + (i % 6));
            var details = ValidReservation.Check($"Guest {i + 1}", $"guest{i + 1}@visitors.example", phone: null, notes: null,
                partySize.ToString(System.Globalization.CultureInfo.InvariantCulture), Limits.PartySize).Value!;
            var reservation = Reservation.Pending(0, details, Reference.New(), Guid.NewGuid(), Now, performance.StartsAt);
            reservation.Performance = performance;
            reservation.Confirm(partySize, Now);
            db.Add(reservation);
            toFill -= partySize;
        }
    }

    private async Task<Room> RoomAsync(string name, int capacity, string directions, string map, CancellationToken cancellationToken) =>
        await db.Rooms.SingleOrDefaultAsync(r => r.Name == name, cancellationToken)
        ?? db.Add(new Room { Name = name, Capacity = capacity, DirectionsText = directions, MapAddress = map }).Entity;

    private async Task<Show> ShowAsync(
        string slug, string title, string summary, string description, int? runningMinutes, bool published, CancellationToken cancellationToken) =>
        await db.Shows.SingleOrDefaultAsync(s => s.Slug == slug, cancellationToken)
        ?? db.Add(new Show
        {
            Slug = slug,
            Title = title,
            Summary = summary,
            Description = description,
            RunningMinutes = runningMinutes,
            IsPublished = published,
        }).Entity;

    private async Task AddStaffAsync()
    {
        foreach (var (email, name, role) in DemoStaff)
        {
            if (!await roles.RoleExistsAsync(role))
            {
                await roles.CreateAsync(new IdentityRole<int>(role));
            }

            if (await users.FindByEmailAsync(email) is not null)
            {
                continue;
            }

            var user = new StaffUser { UserName = email, Email = email, EmailConfirmed = true, DisplayName = name };
            var created = await users.CreateAsync(user, StaffPassword);
            if (!created.Succeeded)
            {
                throw new InvalidOperationException($"The demo staff could not be created: {string.Join(", ", created.Errors.Select(e => e.Code))}.");
            }

            await users.AddToRoleAsync(user, role);
        }
    }
}
