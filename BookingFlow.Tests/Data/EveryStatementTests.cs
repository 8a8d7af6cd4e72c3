using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Demo;
using BookingFlow.Web.Emails.Delivery;
using BookingFlow.Web.Emails.Jobs;
using BookingFlow.Web.Pages.CheckIn;
using BookingFlow.Web.Pages.Performances;
using BookingFlow.Web.Pages.Reservations;
using BookingFlow.Web.Pages.Shows;
using BookingFlow.Web.Pages.Staff.CheckIn;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.Pages.Tickets;
using BookingFlow.Web.Staff;
using BookingFlow.Web.Telemetry;
using BookingFlow.Web.UseCases.Reservations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using MimeKit;
using Mono.Cecil;

namespace BookingFlow.Tests.Data;

/// <summary>
/// Every query that the program can ask of SQL Server is asked here, at a wire that parses it as SQL Server 2022 would.
/// Which there are is read from the compiled program, so that a query of tomorrow is missed here until it is asked.
/// </summary>
public sealed class EveryStatementTests
{
    private static readonly Venue Venue = new("Lantern Theatre", TimeZoneInfo.Utc);
    private readonly SqlRecorderHost _statements = new();
    private readonly PublicLinks _links = new(() => new Uri("https://tickets.theatre.example/"));
    private readonly PendingCookie _pending = new(new EphemeralDataProtectionProvider());

    private SqlServerDatabase House => _statements.House;

    [Fact]
    public async Task Every_query_parses_and_leaves_nothing_to_the_client()
    {
        await VisitAsync();
        await ReserveAndConfirmAsync();
        await WorkAtTheDoorAsync();
        await SendMailAsync();
        await SignInAsync();
        foreach (var more in IStatements.All)
        {
            await more.AskAsync(new SqlRecorderHost(House.Wire));
        }

        Assert.Empty(House.Wire.LeftToTheClient);
        var asking = WhoAsks().ToList();
        Assert.True(asking.Count > 20, "The compiled program was not read.");
        Assert.Empty(asking.Except(House.Wire.Senders, StringComparer.Ordinal));
        Assert.All(
            House.Wire.Sent.Where(sent => sent is not (SqlRecorder.Begin or SqlRecorder.Commit or SqlRecorder.Rollback)),
            sent => Assert.NotEmpty(SqlRecorder.Parse(sent)));
    }

    [Fact]
    public async Task What_would_be_left_to_the_client_is_seen()
    {
        await using var db = House.Wire.CreateDbContext();
        await db.Performances.Select(p => p.SeatsLeft).ToListAsync();

        Assert.Contains("SeatsLeft", Assert.Single(House.Wire.LeftToTheClient), StringComparison.Ordinal);
    }

    private async Task VisitAsync()
    {
        // To an open house, and to one in which there is nothing.
        foreach (var house in new[] { House.Stored(TokenPurpose.Confirmation, ReservationStatus.Pending), null })
        {
            if (house is null)
            {
                House.Wire.Rows.Clear();
            }

            await _statements.Page(db => new Web.Pages.IndexModel(db, Venue, House.Clock)).OnGetAsync(CancellationToken.None);
            await _statements.Page(db => new ShowModel(db, House.Clock)).OnGetAsync("hamlet", CancellationToken.None);
            await _statements.Page(
                db =>
                    new ReserveModel(
                        db, House.ReserveSeats, _pending, UseCaseHost.Rules, House.Clock, words: null!)).OnGetAsync(CancellationToken.None);
            var confirm = _statements.Page(db => new ConfirmModel(db, House.ConfirmReservation, House.OpenTicket, House.Clock));
            confirm.Token = House.Token.Text;
            await confirm.OnGetAsync(CancellationToken.None);
            await confirm.RefuseAsync(Failure.NotEnoughSeats(1, new APerformance().Build().Facts), CancellationToken.None);
            var ticket = _statements.Page(db => new TicketModel(db, _links));
            ticket.TicketToken = House.Token.Text;
            await ticket.OnGetAsync(CancellationToken.None);
            var calendar = _statements.Page(db => new CalendarModel(db, Venue, _links, House.Clock));
            calendar.TicketToken = House.Token.Text;
            await calendar.OnGetAsync(CancellationToken.None);
            var pending = _statements.Page(
                db =>
                    new PendingModel(
                        db, _pending, House.ResendLink, House.CorrectEmail, new MailSettings(), environment: null!, House.Clock, words: null!));
            _pending.Remember(5, pending.HttpContext);
            pending.Request.Headers.Cookie = pending.Response.Headers.SetCookie.ToString().Split(';')[0];
            await pending.OnGetAsync(CancellationToken.None);
        }
    }

    private async Task ReserveAndConfirmAsync()
    {
        var typed = new ReservationInput("Ada", "ada@example.org", "", "", "2");
        House.Stored(TokenPurpose.Confirmation, ReservationStatus.Pending).Wire.Rows.Remove("Reservations");
        Assert.True((await House.ReserveSeats.ReserveAsync(7, typed, Guid.NewGuid(), CancellationToken.None)).Succeeded);

        House.Stored(TokenPurpose.Confirmation, ReservationStatus.Pending);
        Assert.True((await House.ConfirmAsync()).Succeeded);
        House.Stored(TokenPurpose.Confirmation, ReservationStatus.Confirmed);
        Assert.True((await House.OpenTicket.OpenAsync(House.Token, CancellationToken.None)).Succeeded);
        House.Stored(TokenPurpose.Confirmation, ReservationStatus.Pending);
        await House.ExpireReservations.RunAsync(CancellationToken.None);
    }

    private async Task WorkAtTheDoorAsync()
    {
        House.Stored(TokenPurpose.CheckIn, ReservationStatus.Confirmed);
        House.Wire.Rows["AspNetUsers"] = SqlRecorderHost.AStaffRow();
        await using var staff = _statements.Staff();
        var scan = _statements.Page(
            db =>
                new CheckInModel(
                    db, House.CheckInParty, House.RecordScan, new DoorCookie(), UseCaseHost.Rules, staff.GetRequiredService<IAuthorizationService>(),
                    House.Clock));
        scan.CheckInToken = House.Token.Text;
        await scan.OnGetAsync(CancellationToken.None);
        await scan.OnPostAsync(CancellationToken.None);
        var station = _statements.Page(db => new StationModel(
            db, House.CheckInParty, House.RecordScan, new DoorCookie(), _links, UseCaseHost.Rules, House.Clock));
        (station.Code, station.Reference) = ("K7QF-2M", "K7QF-2M");
        await station.OnPostAsync(CancellationToken.None);
        await station.OnPostAdmitAsync(CancellationToken.None);

        House.Wire.Rows.Remove("CheckIns");
        Assert.True((await House.AdmitAsync()).Succeeded);
    }

    private async Task SendMailAsync()
    {
        foreach (var (kind, status) in new[] { (MailKind.Confirmation, ReservationStatus.Pending), (MailKind.Ticket, ReservationStatus.Confirmed) })
        {
            House.Stored(TokenPurpose.Confirmation, status);
            House.Wire.Rows["Outbox"] = new()
            {
                ["Id"] = 9,
                ["Kind"] = SnakeCase.Of(kind),
                ["ReservationId"] = 5,
                ["MessageId"] = Guid.NewGuid(),
                ["CreatedAt"] = AMoment.Now,
                ["Attempts"] = 0,
                ["NextAttemptAt"] = AMoment.Now,
            };
            // What the mail says is not what this is about: nobody writes it, so the attempt is written down as failed.
            var send = new OutboxMailSender(
                House.Write, new OutboxMailClaims(new MailSettings(), UseCaseHost.Rules, Venue), composer: null!, new Nowhere(),
                NullLogger<OutboxMailSender>.Instance, CountedMetrics.AMeter());
            await send.RunAsync(9, CancellationToken.None);
            var round = new MailBatchSender(
                send, new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance), NullLogger<MailBatchSender>.Instance);
            await using var jobs = new ServiceCollection().AddTransient(_ => round).BuildServiceProvider();
            await new ProcessOutboxJob(House.Wire, jobs.GetRequiredService<IServiceScopeFactory>(), House.Clock).RunAsync(CancellationToken.None);
        }
    }

    private async Task SignInAsync()
    {
        House.Wire.Rows["AspNetRoles"] = new() { ["Id"] = 3, ["Name"] = "Door", ["NormalizedName"] = "DOOR", ["ConcurrencyStamp"] = "x" };
        House.Wire.Rows["AspNetUserRoles"] = new() { ["UserId"] = 1, ["RoleId"] = 3 };
        await using var staff = _statements.Staff();
        var people = staff.GetRequiredService<UserManager<StaffUser>>();
        var dora = await people.FindByEmailAsync("dora@staff.example");
        Assert.NotNull(await people.FindByIdAsync("1"));
        Assert.NotNull(await people.FindByNameAsync("dora@staff.example"));
        Assert.True((await people.AccessFailedAsync(dora!)).Succeeded);
        Assert.NotNull(await staff.GetRequiredService<IUserClaimsPrincipalFactory<StaffUser>>().CreateAsync(dora!));

        // With staff and rooms there already, the demo season adds its performances.
        House.Wire.Rows.Remove("Performances");
        await ActivatorUtilities.CreateInstance<DemoSeason>(staff, Venue, House.Clock).AddWhenNothingIsUpcomingAsync(CancellationToken.None);
        await using var db = House.Wire.CreateDbContext();
        Assert.Empty(await db.DataProtectionKeys.AsNoTracking().ToListAsync());
    }

    /// <summary>Every method that asks the database something, as the compiler named it. DatabaseInitializer asks SQLite alone.</summary>
    private static IEnumerable<string> WhoAsks() => AssemblyDefinition.ReadAssembly(typeof(BookingDbContext).Assembly.Location).MainModule.GetTypes()
        .Where(type => !type.FullName.StartsWith(typeof(DatabaseInitializer).FullName!, StringComparison.Ordinal))
        .SelectMany(type => type.Methods.Where(method => method.HasBody))
        .Where(method => method.Body.Instructions.Any(i => i.Operand is MethodReference { DeclaringType.Name: nameof(EntityFrameworkQueryableExtensions) } called
            && (
                called.Name.EndsWith("Async", StringComparison.Ordinal)
                    || called.Name == nameof(EntityFrameworkQueryableExtensions.AsAsyncEnumerable))))
        .Select(method => $"{method.DeclaringType.FullName.Replace('/', '+')}.{method.Name}");

    private sealed class Nowhere : IMailDelivery
    {
        public Task DeliverAsync(MimeMessage message, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
