using System.Globalization;
using BookingFlow.Web.Data;
using BookingFlow.Web.Staff;
using Microsoft.AspNetCore.Identity;

namespace BookingFlow.Bench.Seeding;

/// <summary>Fills a database with shows, performances, reservations and staff.</summary>
public sealed class DatabaseSeeder(BenchDatabase database)
{
    /// <summary>Password of the seeded staff.</summary>
    public const string Password = "Curtain-up-1!";

    private const int RoomSeats = Limits.RoomCapacity, BatchSize = 2_000;

    private static readonly string[] GivenNames =
    [
        "Ada", "Bruno", "Chiara", "Dmitri", "Elif", "Fritz", "Giulia", "Hana", "Ivo", "Jun", "Karim", "Léa", "Maud", "Nils", "Olga", "Piet",
    ];
    private static readonly string[] FamilyNames =
    [
        "Rossi", "Novak", "Okafor", "Müller", "Sørensen", "Nguyễn", "Castro", "Dubois", "Kowalska", "Lindqvist", "Moreau", "Tanaka", "Weiß",
    ];

    private readonly HashSet<string> _references = new(StringComparer.Ordinal);
    private int _parties;

    /// <summary>The names of parties.</summary>
    public static IEnumerable<string> Names => GivenNames.SelectMany(_ => FamilyNames, (given, family) => $"{given} {family}");

    private static DateTime Now => DateTime.UtcNow;

    /// <summary>Adds published shows with one performance a day each, from tomorrow on.</summary>
    /// <returns>The ids of all performances, grouped by show.</returns>
    public async Task<IReadOnlyList<int>> AddShowsAsync(int shows, int performancesPerShow, int seats = RoomSeats)
    {
        var room = new Room { Name = "Main Stage", Capacity = seats };
        var ids = new List<int>();
        foreach (var batch in Enumerable.Range(1, shows).Chunk(BatchSize))
        {
            await using var db = CreateContext();
            db.Attach(room).State = room.Id == 0
                ? Microsoft.EntityFrameworkCore.EntityState.Added
                : Microsoft.EntityFrameworkCore.EntityState.Unchanged;
            var performances = batch.SelectMany(number => CreatePerformances(CreateShow(number), room, performancesPerShow)).ToList();
            db.AddRange(performances);
            await db.SaveChangesAsync();
            ids.AddRange(performances.Select(p => p.Id));
        }

        return ids;
    }

    /// <summary>Adds a performance that starts in half an hour, so that check-in is open.</summary>
    /// <returns>Its id.</returns>
    public async Task<int> AddPerformanceTonightAsync()
    {
        await using var db = CreateContext();
        var performance = new Performance
        {
            Show = CreateShow(_parties),
            Room = new Room { Name = "Studio", Capacity = RoomSeats },
            StartsAt = Now.AddMinutes(30),
        };
        performance.Show.Slug = "tonight";
        db.Add(performance);
        await db.SaveChangesAsync();
        return performance.Id;
    }

    /// <summary>Adds pending reservations for two, with confirmation links.</summary>
    /// <returns>The raw confirmation tokens.</returns>
    public Task<IReadOnlyList<Token>> AddPendingAsync(int performanceId, int parties) => AddAsync(performanceId, parties, confirmed: false);

    /// <summary>Adds confirmed reservations for two, with tickets.</summary>
    /// <returns>The raw ticket tokens.</returns>
    public Task<IReadOnlyList<Token>> AddConfirmedAsync(int performanceId, int parties) => AddAsync(performanceId, parties, confirmed: true);

    /// <summary>Adds an outbox row, due now, with the ticket mail of every confirmed reservation of a performance.</summary>
    public async Task EnqueueTicketMailsAsync(int performanceId)
    {
        await using var db = CreateContext();
        db.AddRange(db.Reservations.Where(r => r.PerformanceId == performanceId && r.Status == ReservationStatus.Confirmed)
            .AsEnumerable().Select(party => OutboxMail.ForReservation(MailKind.Ticket, party, Now)).ToList());
        await db.SaveChangesAsync();
    }

    /// <summary>Adds an Administrator with <see cref="Password"/>.</summary>
    public async Task AddAdministratorAsync(string email)
    {
        await using var db = CreateContext();
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
        foreach (var batch in Enumerable.Range(0, parties).Chunk(BatchSize))
        {
            await using var db = CreateContext();
            var performance = (await db.Performances.FindAsync(performanceId))!;
            foreach (var _ in batch)
            {
                var party = CreateParty(performance);
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
                    db.Add(ReservationToken.Of(token.Party, TokenPurpose.Party, party, Now));
                }
            }

            db.ChangeTracker.DetectChanges();
            await db.SaveChangesAsync();
        }

        return tokens;
    }

    private Reservation CreateParty(Performance performance)
    {
        var number = ++_parties;
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

    internal static Show CreateShow(int number) => new()
    {
        Slug = string.Create(CultureInfo.InvariantCulture, $"show-{number}"),
        Title = string.Create(CultureInfo.InvariantCulture, $"The Cherry Orchard, part {number}"),
        Summary = "A house is to be sold, and everybody talks about something else. Chekhov's last comedy, played by candlelight.",
        Description = "The family comes home to an estate that it can no longer pay for.\n\nOur ensemble plays Chekhov as he asked for it: **as a comedy**, with an open piano, a great many suitcases and real cherries.",
        RunningMinutes = 135,
        IsPublished = true,
    };

    private static IEnumerable<Performance> CreatePerformances(Show show, Room room, int count) =>
        Enumerable.Range(1, count).Select(day => new Performance { Show = show, Room = room, StartsAt = Now.Date.AddDays(day).AddHours(20) });

    private BookingDbContext CreateContext()
    {
        var db = database.CreateDbContext();
        // Change detection runs once per batch; on every Add it would be quadratic.
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        return db;
    }
}
