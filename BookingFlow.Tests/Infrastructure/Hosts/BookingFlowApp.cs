using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Providers;
using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.Emails.Jobs;
using BookingFlow.Web.Staff;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using MimeKit;

namespace BookingFlow.Tests.Infrastructure.Hosts;

/// <summary>Runs the whole program in the test process, on a real socket, a real database and its own mail folder.</summary>
/// <remarks>
/// It is configured by settings, as in production; a test may also set the clock. It starts without demo data and staff. Rate limits are disabled
/// by default, because all requests of the tests come from one address.
/// </remarks>
public sealed class BookingFlowApp : WebApplicationFactory<Program>, IAsyncDisposable
{
    public const string StaffPassword = "Curtain-up-1!";

    /// <summary>Placeholder in settings, replaced by the path of the database file, which a test does not know before the start.</summary>
    public const string DatabaseFile = "{database file}";

    /// <summary>Address in links and QR codes of a program that was started by <see cref="StartReproducibleAsync"/>.</summary>
    public const string PublicBaseUrl = "https://tickets.lantern-theatre.example";

    private readonly Dictionary<string, string> _settings;
    private readonly TimeProvider? _clock;
    private bool _withJobs = true;
    private bool _isReproducible;
    private SqliteFaultInjection? _faultInjection;
    private readonly TemporaryDatabase _database;
    private readonly DirectoryInfo _mail = Directory.CreateTempSubdirectory("bookingflow-mail-");

    private BookingFlowApp(TemporaryDatabase database, Dictionary<string, string> settings, TimeProvider? clock)
    {
        (_database, _settings, _clock) = (database, settings, clock);
        UseKestrel();
    }

    /// <summary>The setting with which <see cref="Logs"/> has every level.</summary>
    /// <remarks>Not the default: with it, the tests of pages take a sixth more processor time.</remarks>
    public static readonly (string Key, string Value) AllLogs = ("Logging:Fake:LogLevel:Default", "Trace");

    /// <summary>The program's warnings and errors; everything with the setting <see cref="AllLogs"/>.</summary>
    public FakeLogCollector Logs => Services.GetFakeLogCollector();

    /// <summary>The address it listens on, without a trailing slash.</summary>
    public string Address => ClientOptions.BaseAddress.GetLeftPart(UriPartial.Authority);

    /// <summary>The program's database, for direct access.</summary>
    public TemporaryDatabase Database => _database;

    public DirectoryInfo MailFolder => _mail;

    public DateTime Now => (_clock ?? TimeProvider.System).GetUtcNow().UtcDateTime;

    public static Task<BookingFlowApp> StartAsync(TimeProvider? clock = null, params (string Key, string Value)[] settings) =>
        StartAsync(DatabaseDialect.Sqlite, withJobs: true, clock, settings);

    /// <summary>
    /// Starts the program so that the same requests show the same pages in every run: references are numbered, and links and QR codes have
    /// <see cref="PublicBaseUrl"/> instead of a free port. Tokens in mails and the keys of authenticator apps stay random.
    /// </summary>
    public static Task<BookingFlowApp> StartReproducibleAsync(TimeProvider clock, params (string Key, string Value)[] settings) => StartAsync(
        DatabaseDialect.Sqlite, withJobs: true, clock, [("Booking:PublicBaseUrl", PublicBaseUrl), .. settings], isReproducible: true);

    /// <summary>Starts the program on a database of a given kind.</summary>
    public static Task<BookingFlowApp> StartAsync(DatabaseDialect dialect, params (string Key, string Value)[] settings) =>
        StartAsync(dialect, withJobs: true, clock: null, settings);

    /// <summary>Starts the program without the Hangfire server, for tests that send the mail themselves at a time that they set.</summary>
    public static Task<BookingFlowApp> StartWithoutJobsAsync(TimeProvider clock, params (string Key, string Value)[] settings) =>
        StartAsync(DatabaseDialect.Sqlite, withJobs: false, clock, settings);

    /// <summary>Starts the program on SQLite without the Hangfire server, with faults that a test can turn on.</summary>
    public static Task<BookingFlowApp> StartWithFaultsAsync(SqliteFaultInjection faults) =>
        StartAsync(DatabaseDialect.Sqlite, withJobs: false, clock: null, [], faults: faults);

    /// <summary>Builds a performance that starts in half an hour: it can be booked and its doors are open.</summary>
    public APerformance APerformanceTonight() => new APerformance().At(Now.AddMinutes(30));

    public async Task<Performance> AddAsync(APerformance performance)
    {
        var built = performance.Build();
        await _database.AddAsync(built);
        return built;
    }

    /// <summary>Stores a staff member who can sign in with <see cref="StaffPassword"/>.</summary>
    /// <param name="role">One of <see cref="StaffRoles"/>; null: no role.</param>
    /// <param name="name">Display name; null: the role.</param>
    public async Task<StaffUser> AddStaffAsync(string? role, string? name = null)
    {
        await using var scope = Services.CreateAsyncScope();
        var email = $"{Guid.NewGuid():N}@staff.example";
        var person = new StaffUser { UserName = email, Email = email, EmailConfirmed = true, DisplayName = name ?? role ?? "Without role" };
        var users = scope.ServiceProvider.GetRequiredService<UserManager<StaffUser>>();
        Assert.True((await users.CreateAsync(person, StaffPassword)).Succeeded);
        if (role is not null)
        {
            var roles = scope.ServiceProvider.GetRequiredService<RoleManager<IdentityRole<int>>>();
            if (!await roles.RoleExistsAsync(role))
            {
                await roles.CreateAsync(new IdentityRole<int>(role));
            }

            await users.AddToRoleAsync(person, role);
        }

        return person;
    }

    /// <summary>Opens a browser without cookies.</summary>
    public NoScriptBrowser Visitor() => new(Address);

    /// <summary>Stores a staff member and opens a browser in which they have signed in.</summary>
    public async Task<NoScriptBrowser> StaffAsync(string? role = StaffRoles.Door, string? name = null)
    {
        var person = await AddStaffAsync(role, name);
        var browser = Visitor();
        var login = await browser.OpenAsync("/staff/login");
        var done = await browser.SubmitAsync(login, "main form", ("Email", person.Email!), ("Password", StaffPassword));
        Assert.Equal(303, done.Status);
        return browser;
    }

    /// <summary>Waits until the mail folder contains a number of mails and returns all mails in it, oldest first.</summary>
    /// <exception cref="InvalidOperationException">There are fewer mails after twenty seconds.</exception>
    public async Task<IReadOnlyList<MimeMessage>> MailAsync(int count = 1)
    {
        for (var i = 0; i < 200; i++)
        {
            var files = _mail.GetFiles("*.eml").OrderBy(f => f.LastWriteTimeUtc).ToList();
            if (files.Count >= count)
            {
                return [.. files.Select(f => MimeMessage.Load(f.FullName))];
            }

            // Some mail is left to the recurring job: after a second, do what it does every 15.
            if (i == 10)
            {
                await using var scope = Services.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<ProcessOutboxJob>().RunAsync(CancellationToken.None);
            }

            await Task.Delay(100);
        }

        throw new InvalidOperationException($"There are fewer than {count} mails in the folder after twenty seconds.");
    }

    private static async Task<BookingFlowApp> StartAsync(
        DatabaseDialect dialect, bool withJobs, TimeProvider? clock, (string Key, string Value)[] settings, bool isReproducible = false,
        SqliteFaultInjection? faults = null)
    {
        var app = new BookingFlowApp(
            await TemporaryDatabase.CreateAsync(dialect), settings.ToDictionary(s => s.Key, s => s.Value, StringComparer.OrdinalIgnoreCase), clock)
        { _withJobs = withJobs, _isReproducible = isReproducible, _faultInjection = faults };
        app.StartServer();
        // The test writes to the database like another node: without this, the program would show cached pages for a while.
        app.Database.ContextCreated = app.Services.GetRequiredService<PublicContentVersion>().Increment;
        return app;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        // Not UseKestrel(0): it sets the port too late if the program starts to listen first, which happens under load.
        builder.UseUrls("http://127.0.0.1:0");
        builder.UseSetting("Database:Provider", _database.Dialect.ToString());
        builder.UseSetting("ConnectionStrings:BookingFlow", _database.ConnectionString);
        builder.UseSetting("Mail:Folder", _mail.FullName);
        builder.UseSetting("Demo:Season", "false");
        builder.UseSetting("RateLimits:Enabled", "false");
        builder.UseSetting(AllLogs.Key, "Warning");
        foreach (var (key, value) in _settings)
        {
            builder.UseSetting(key, value.Replace(DatabaseFile, _database.File, StringComparison.Ordinal));
        }

        builder.ConfigureLogging(logging =>
        {
            logging.ClearProviders();
            logging.AddFakeLogging();
        });
        builder.ConfigureTestServices(services =>
        {
            if (_clock is not null)
            {
                services.AddSingleton(_clock);
            }

            if (_isReproducible)
            {
                services.ConfigureDbContext<SqliteBookingDbContext>(options => options.AddInterceptors(new NumberedReferences()));
            }

            if (_faultInjection is { } faults)
            {
                services.ConfigureDbContext<SqliteBookingDbContext>(options => options.AddInterceptors(faults));
            }

            if (!_withJobs)
            {
                var server = services.Single(s => s.ServiceType == typeof(IHostedService)
                    && s.ImplementationFactory?.Method.DeclaringType?.Assembly.GetName().Name?.StartsWith(
                        "Hangfire", StringComparison.Ordinal) == true);
                services.Remove(server);
            }
        });
    }

    public override async ValueTask DisposeAsync()
    {
        var webRoot = Services.GetRequiredService<IWebHostEnvironment>().WebRootFileProvider;
        await base.DisposeAsync();
        StopWatching(webRoot);
        await _database.DisposeAsync();
        _mail.Delete(recursive: true);
    }

    // The host disposes only the provider of its content root. The timer with which this one polls its files would keep the whole program in memory.
    private static void StopWatching(IFileProvider provider)
    {
        foreach (var part in provider is CompositeFileProvider composite ? composite.FileProviders : [provider])
        {
            (part as IDisposable)?.Dispose();
        }
    }
}
