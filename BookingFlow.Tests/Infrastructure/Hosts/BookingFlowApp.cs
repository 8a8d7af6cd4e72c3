using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.Staff;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using MimeKit;

namespace BookingFlow.Tests.Infrastructure.Hosts;

/// <summary>
/// The whole program, on a real socket, a real database file and a mail folder of its own. It is configured by
/// settings, as a house would do it; a test may set the clock. It begins empty: no demo season, and staff only when
/// asked for. Request limits are off unless a test is about them, for every request comes from one address here.
/// </summary>
public sealed class BookingFlowApp : WebApplicationFactory<Program>, IAsyncDisposable
{
    public const string StaffPassword = "Curtain-up-1!";

    /// <summary>Stands in a setting for the path of the database file, which a test does not know before the start.</summary>
    public const string DatabaseFile = "{database file}";

    private readonly Dictionary<string, string> _settings;
    private readonly TimeProvider? _clock;
    private bool _withJobs = true;
    private readonly TemporaryDatabase _database;
    private readonly DirectoryInfo _mail = Directory.CreateTempSubdirectory("bookingflow-mail-");

    private BookingFlowApp(TemporaryDatabase database, Dictionary<string, string> settings, TimeProvider? clock)
    {
        (_database, _settings, _clock) = (database, settings, clock);
        UseKestrel();
    }

    /// <summary>Everything that the program has logged, at every level.</summary>
    public FakeLogCollector Logs => Services.GetFakeLogCollector();

    /// <summary>Where it listens, without a slash at the end.</summary>
    public string Address => ClientOptions.BaseAddress.GetLeftPart(UriPartial.Authority);

    /// <summary>The database file, to read behind the program's back.</summary>
    public TemporaryDatabase Database => _database;

    public DirectoryInfo MailFolder => _mail;

    public DateTime Now => (_clock ?? TimeProvider.System).GetUtcNow().UtcDateTime;

    public static Task<BookingFlowApp> StartAsync(TimeProvider? clock = null, params (string Key, string Value)[] settings) =>
        StartAsync(DatabaseDialect.Sqlite, withJobs: true, clock, settings);

    /// <summary>On the database that a test asks for.</summary>
    public static Task<BookingFlowApp> StartAsync(DatabaseDialect dialect, params (string Key, string Value)[] settings) =>
        StartAsync(dialect, withJobs: true, clock: null, settings);

    /// <summary>With nobody who sends what is owed: for tests that send it themselves, at a time that they set.</summary>
    public static Task<BookingFlowApp> StartWithoutJobsAsync(TimeProvider clock) => StartAsync(DatabaseDialect.Sqlite, withJobs: false, clock, []);

    /// <summary>A performance that can be booked and whose doors are open: it begins in half an hour.</summary>
    public APerformance APerformanceTonight() => new APerformance().At(Now.AddMinutes(30));

    public async Task<Performance> AddAsync(APerformance performance)
    {
        var built = performance.Build();
        await _database.AddAsync(built);
        return built;
    }

    /// <summary>A person of the house who can sign in with <see cref="StaffPassword"/>.</summary>
    /// <param name="role">One of <see cref="StaffRoles"/>; null: signed up, but there for nothing.</param>
    public async Task<StaffUser> AddStaffAsync(string? role, string? name = null)
    {
        await using var scope = Services.CreateAsyncScope();
        var email = $"{Guid.NewGuid():N}@staff.example";
        var person = new StaffUser { UserName = email, Email = email, EmailConfirmed = true, DisplayName = name ?? role ?? "Nobody" };
        var people = scope.ServiceProvider.GetRequiredService<UserManager<StaffUser>>();
        Assert.True((await people.CreateAsync(person, StaffPassword)).Succeeded);
        if (role is not null)
        {
            var roles = scope.ServiceProvider.GetRequiredService<RoleManager<IdentityRole<int>>>();
            if (!await roles.RoleExistsAsync(role))
            {
                await roles.CreateAsync(new IdentityRole<int>(role));
            }

            await people.AddToRoleAsync(person, role);
        }

        return person;
    }

    /// <summary>A browser of a visitor who has never been here.</summary>
    public NoScriptBrowser Visitor() => new(Address);

    /// <summary>A browser in which somebody of the house has signed in.</summary>
    public async Task<NoScriptBrowser> StaffAsync(string? role = StaffRoles.Door, string? name = null)
    {
        var person = await AddStaffAsync(role, name);
        var browser = Visitor();
        var login = await browser.OpenAsync("/staff/login");
        var done = await browser.SubmitAsync(login, "main form", ("Email", person.Email!), ("Password", StaffPassword));
        Assert.Equal(303, done.Status);
        return browser;
    }

    /// <summary>Waits for mail as a visitor does, bounded: the whole of what lies in the folder once there are so many.</summary>
    public async Task<IReadOnlyList<MimeMessage>> MailAsync(int count = 1)
    {
        for (var i = 0; i < 200; i++)
        {
            var files = _mail.GetFiles("*.eml").OrderBy(f => f.LastWriteTimeUtc).ToList();
            if (files.Count >= count)
            {
                return [.. files.Select(f => MimeMessage.Load(f.FullName))];
            }

            await Task.Delay(100);
        }

        throw new InvalidOperationException($"There are not {count} mails in the folder after twenty seconds.");
    }

    private static async Task<BookingFlowApp> StartAsync(
        DatabaseDialect dialect, bool withJobs, TimeProvider? clock, (string Key, string Value)[] settings)
    {
        var app = new BookingFlowApp(
            await TemporaryDatabase.CreateAsync(dialect), settings.ToDictionary(s => s.Key, s => s.Value, StringComparer.OrdinalIgnoreCase), clock)
        { _withJobs = withJobs };
        app.StartServer();
        // A test that changes something is another node, and its programs would show the old for a moment.
        app.Database.ContextCreated = app.Services.GetRequiredService<PublicContentVersion>().Changed;
        return app;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        // Not UseKestrel(0): that sets the port from outside, and under load the program has opened before it does.
        builder.UseUrls("http://127.0.0.1:0");
        builder.UseSetting("Database:Provider", _database.Dialect.ToString());
        builder.UseSetting("ConnectionStrings:BookingFlow", _database.ConnectionString);
        builder.UseSetting("Mail:Folder", _mail.FullName);
        builder.UseSetting("Demo:Season", "false");
        builder.UseSetting("RateLimits:Enabled", "false");
        builder.UseSetting("Logging:Fake:LogLevel:Default", "Trace");
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
        await base.DisposeAsync();
        await _database.DisposeAsync();
        _mail.Delete(recursive: true);
    }
}
