using BookingFlow.Web.Staff;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Data.Demo;

/// <summary>
/// A season to try the program with, in Development: shows, rooms, performances in every state, and staff. All dates
/// are relative to now, and when nothing is upcoming any more, a new season is added.
/// </summary>
public sealed class DemoSeason(
    BookingDbContext db, UserManager<StaffUser> people, RoleManager<IdentityRole<int>> roles, Venue venue, TimeProvider clock)
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
            We ask for as little as an evening at the theatre needs.

            # What we keep

            - **Your name and your e-mail address**, so that your link and your ticket reach you and we know you at the door.
            - **Your phone number and your message**, only if you give them.
            - **For which evening, for how many people**, and when your party came in.

            # Who reads it

            The people of our box office and at our door, and nobody else. There is no advertising here, nothing counts you, and no cookie is set until you
            choose a language, open the form for seats or sign in.

            # How long

            Until we delete it. Write to [box@bookingflow.example](mailto:box@bookingflow.example) to learn what we keep of you, to have it put right, or to have it deleted.
            """),
        (VenueTextKind.Imprint,
            """
            **The demo theatre**, a house that is only here to be tried out.

            Lantern Square 1
            38122 Somewhere

            Telephone: +39 0461 000000
            E-mail: [box@bookingflow.example](mailto:box@bookingflow.example)

            Answerable for what stands here: Ada Martin.
            """),
    ];

    public static IEnumerable<string> StaffEmails => DemoStaff.Select(person => person.Email);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    public async Task AddWhenNothingIsUpcomingAsync(CancellationToken cancellationToken)
    {
        await AddStaffAsync();
        var now = Now;
        if (await db.Performances.AnyAsync(p => p.StartsAt > now, cancellationToken))
        {
            return;
        }

        var (stage, studio) = (
            await RoomAsync("Main Stage", 120,
                "Tram 4 to Lantern Square; the main doors are under the lamp.\nBy wheelchair: ring at the stage door on Mill Lane, somebody comes at once.\nNo car park; bicycles in the yard.",
                "https://www.openstreetmap.org/?mlat=46.0697&mlon=11.1211#map=18/46.0697/11.1211", cancellationToken),
            await RoomAsync("Studio", 36,
                "Through the yard behind the theatre, green door, second floor. The lift is on the left.",
                "https://www.openstreetmap.org/?mlat=46.0695&mlon=11.1216#map=19/46.0695/11.1216", cancellationToken));
        foreach (var performance in await SeasonAsync(stage, studio, cancellationToken))
        {
            db.Add(performance);
        }

        await AddVenueTextsAsync(cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
    }

    private async Task AddVenueTextsAsync(CancellationToken cancellationToken)
    {
        var written = await db.WrittenTextsAsync(cancellationToken);
        foreach (var (kind, text) in DemoTexts.Where(t => !written.Contains(t.Kind)))
        {
            db.Add(new VenueText { Kind = kind, Text = text, ChangedAt = Now });
        }
    }

    private async Task<IReadOnlyList<Performance>> SeasonAsync(Room stage, Room studio, CancellationToken cancellationToken)
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

        var fewLeft = Evening(5, orchard, stage);
        Fill(fewLeft, leave: 3);
        var soldOut = Evening(6, dream, stage);
        Fill(soldOut, leave: 0);
        var somewhatFilled = Evening(7, dream, stage, hour: 16);
        Fill(somewhatFilled, leave: 41);

        return
        [
            new Performance { Show = night, Room = studio, StartsAt = WithinTheHour() },
            Evening(1, orchard, stage),
            Evening(2, earnest, studio),
            Evening(3, night, studio, hour: 22),
            fewLeft,
            soldOut,
            somewhatFilled,
            Evening(8, earnest, studio, p => p.BookingEnabled = false),
            Evening(9, earnest, studio, p => p.AdditionalSeats = 4),
            Evening(12, orchard, stage, p => p.IsPublic = false),
            Evening(14, dream, stage, p => p.ManuallyOccupiedSeats = 12),
            Evening(21, orchard, stage, p => p.BookingOpensAt = At(day: 10, hour: 10)),
            Evening(28, dream, stage, p => p.BookingOpensAt = At(day: 14, hour: 10)),
            Evening(30, workshop, studio),
        ];
    }

    /// <summary>The next full five minutes that leave a good half hour to reserve, confirm and go to the door.</summary>
    private DateTime WithinTheHour()
    {
        var inHalfAnHour = Now.AddMinutes(40);
        return new DateTime(inHalfAnHour.Ticks - (inHalfAnHour.Ticks % TimeSpan.FromMinutes(5).Ticks), DateTimeKind.Utc);
    }

    private Performance Evening(int day, Show show, Room room, Action<Performance>? with = null, int hour = 20)
    {
        var performance = new Performance { Show = show, Room = room, StartsAt = At(day, hour) };
        with?.Invoke(performance);
        return performance;
    }

    private DateTime At(int day, int hour)
    {
        var local = venue.Local(Now).Date.AddDays(day).AddHours(hour);
        return TimeZoneInfo.ConvertTimeToUtc(local, venue.TimeZone);
    }

    /// <summary>Confirmed parties until only so many seats are left.</summary>
    private void Fill(Performance performance, int leave)
    {
        var left = performance.SeatsLeft - leave;
        for (var i = 0; left > 0; i++)
        {
            var party = Math.Min(left, 1 + (i % 6));
            var details = ValidReservation.Check($"Guest {i + 1}", $"guest{i + 1}@visitors.example", phone: null, notes: null,
                party.ToString(System.Globalization.CultureInfo.InvariantCulture), Limits.PartySize).Value!;
            var reservation = Reservation.Pending(0, details, Reference.New(), Guid.NewGuid(), Now, performance.StartsAt);
            reservation.Performance = performance;
            reservation.Confirm(party, Now);
            db.Add(reservation);
            left -= party;
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

            if (await people.FindByEmailAsync(email) is not null)
            {
                continue;
            }

            var person = new StaffUser { UserName = email, Email = email, EmailConfirmed = true, DisplayName = name };
            var made = await people.CreateAsync(person, StaffPassword);
            if (!made.Succeeded)
            {
                throw new InvalidOperationException($"The demo staff could not be made: {string.Join(", ", made.Errors.Select(e => e.Code))}.");
            }

            await people.AddToRoleAsync(person, role);
        }
    }
}
