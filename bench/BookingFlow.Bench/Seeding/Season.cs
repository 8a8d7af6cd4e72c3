using System.Globalization;
using BookingFlow.Web.Data;
using BookingFlow.Web.Staff;
using Microsoft.AspNetCore.Identity;

namespace BookingFlow.Bench.Seeding;

/// <summary>Fills a database in the program's own words: shows, performances, parties and the staff.</summary>
public sealed class Season(BenchDatabase database)
{
    /// <summary>Of everybody who works here.</summary>
    public const string Password = "Curtain-up-1!";

    private const int RoomSeats = Limits.RoomCapacity, Batch = 2_000;

    private static readonly string[] GivenNames =
    [
        "Ada", "Bruno", "Chiara", "Dmitri", "Elif", "Fritz", "Giulia", "Hana", "Ivo", "Jun", "Karim", "Léa", "Maud", "Nils", "Olga", "Piet",
    ];
    private static readonly string[] FamilyNames =
    [
        "Rossi", "Novak", "Okafor", "Müller", "Sørensen", "Nguyễn", "Castro", "Dubois", "Kowalska", "Lindqvist", "Moreau", "Tanaka", "Weiß",
    ];

    private readonly HashSet<string> _references = new(StringComparer.Ordinal);
    private int _guests;

    private static DateTime Now => DateTime.UtcNow;

    /// <summary>A published show and the performances of it, one a day from tomorrow on.</summary>
    /// <returns>The ids of all performances, show by show.</returns>
    public async Task<IReadOnlyList<int>> AddShowsAsync(int shows, int performancesOfEach)
    {
        var room = new Room { Name = "Main Stage", Capacity = RoomSeats };
        var ids = new List<int>();
        foreach (var some in Enumerable.Range(1, shows).Chunk(Batch))
        {
            await using var db = Context();
            db.Attach(room).State = room.Id == 0
                ? Microsoft.EntityFrameworkCore.EntityState.Added
                : Microsoft.EntityFrameworkCore.EntityState.Unchanged;
            var performances = some.SelectMany(number => Performances(ShowOf(number), room, performancesOfEach)).ToList();
            db.AddRange(performances);
            await db.SaveChangesAsync();
            ids.AddRange(performances.Select(p => p.Id));
        }

        return ids;
    }

    /// <summary>One performance whose doors are open: it begins in half an hour.</summary>
    public async Task<int> AddPerformanceTonightAsync()
    {
        await using var db = Context();
        var performance = new Performance
        {
            Show = ShowOf(_guests),
            Room = new Room { Name = "Studio", Capacity = RoomSeats },
            StartsAt = Now.AddMinutes(30),
        };
        performance.Show.Slug = "tonight";
        db.Add(performance);
        await db.SaveChangesAsync();
        return performance.Id;
    }

    /// <summary>Parties of two that were mailed a link and have not followed it.</summary>
    /// <returns>The links' raw tokens.</returns>
    public Task<IReadOnlyList<Token>> AddPendingAsync(int performanceId, int parties) => AddAsync(performanceId, parties, confirmed: false);

    /// <summary>Parties of two with seats, and with tickets whose tokens the database knows.</summary>
    /// <returns>The tickets' raw tokens.</returns>
    public Task<IReadOnlyList<Token>> AddConfirmedAsync(int performanceId, int parties) => AddAsync(performanceId, parties, confirmed: true);

    /// <summary>Owes every confirmed party of a performance its ticket, due now.</summary>
    public async Task OweTicketsAsync(int performanceId)
    {
        await using var db = Context();
        db.AddRange(db.Reservations.Where(r => r.PerformanceId == performanceId && r.Status == ReservationStatus.Confirmed)
            .AsEnumerable().Select(party => OutboxMail.Owed(MailKind.Ticket, party, Now)).ToList());
        await db.SaveChangesAsync();
    }

    /// <summary>Somebody who may do everything and signs in with <see cref="Password"/>.</summary>
    public async Task AddAdministratorAsync(string email)
    {
        await using var db = Context();
        var person = new StaffUser
        {
            UserName = email,
            NormalizedUserName = email.ToUpperInvariant(),
            Email = email,
            NormalizedEmail = email.ToUpperInvariant(),
            EmailConfirmed = true,
            DisplayName = "Ada Martin",
            SecurityStamp = Guid.NewGuid().ToString(),
        };
        person.PasswordHash = new PasswordHasher<StaffUser>().HashPassword(person, Password);
        var role = new IdentityRole<int>(StaffRoles.Administrator) { NormalizedName = StaffRoles.Administrator.ToUpperInvariant() };
        db.AddRange(person, role);
        await db.SaveChangesAsync();
        db.Add(new IdentityUserRole<int> { UserId = person.Id, RoleId = role.Id });
        await db.SaveChangesAsync();
    }

    private async Task<IReadOnlyList<Token>> AddAsync(int performanceId, int parties, bool confirmed)
    {
        var tokens = new List<Token>(parties);
        foreach (var some in Enumerable.Range(0, parties).Chunk(Batch))
        {
            await using var db = Context();
            var performance = (await db.Performances.FindAsync(performanceId))!;
            foreach (var _ in some)
            {
                var party = PartyOf(performance);
                var token = Token.New();
                tokens.Add(token);
                if (confirmed)
                {
                    party.Confirm(party.PartySize, Now);
                    db.AddRange(
                        ReservationToken.Of(token, TokenPurpose.Ticket, party, Now),
                        ReservationToken.Of(token.CheckIn, TokenPurpose.CheckIn, party, Now));
                }
                else
                {
                    db.Add(ReservationToken.Of(token, TokenPurpose.Confirmation, party, Now, party.ExpiresAt));
                }
            }

            db.ChangeTracker.DetectChanges();
            await db.SaveChangesAsync();
        }

        return tokens;
    }

    private Reservation PartyOf(Performance performance)
    {
        var number = ++_guests;
        var details = ValidReservation.Check(
            $"{GivenNames[number % GivenNames.Length]} {FamilyNames[number % FamilyNames.Length]} {number.ToString(CultureInfo.InvariantCulture)}",
            string.Create(CultureInfo.InvariantCulture, $"guest{number}@visitors.example"), phone: null, notes: null, "2", Limits.PartySize).Value!;
        var reference = Reference.New();
        while (!_references.Add(reference))
        {
            reference = Reference.New();
        }

        var party = Reservation.Pending(performance.Id, details, reference, Guid.NewGuid(), Now, performance.StartsAt);
        party.Performance = performance;
        return party;
    }

    private static Show ShowOf(int number) => new()
    {
        Slug = string.Create(CultureInfo.InvariantCulture, $"show-{number}"),
        Title = string.Create(CultureInfo.InvariantCulture, $"The Cherry Orchard, part {number}"),
        Summary = "A house is to be sold, and everybody talks about something else. Chekhov's last comedy, played by candlelight.",
        Description = "The family comes home to an estate that it can no longer pay for.\n\nOur ensemble plays Chekhov as he asked for it: **as a comedy**, with an open piano, a great many suitcases and real cherries.",
        RunningMinutes = 135,
        IsPublished = true,
    };

    private static IEnumerable<Performance> Performances(Show show, Room room, int count) =>
        Enumerable.Range(1, count).Select(day => new Performance { Show = show, Room = room, StartsAt = Now.Date.AddDays(day).AddHours(20) });

    private BookingDbContext Context()
    {
        var db = database.CreateDbContext();
        // Told once a batch instead of at every step.
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        return db;
    }
}
