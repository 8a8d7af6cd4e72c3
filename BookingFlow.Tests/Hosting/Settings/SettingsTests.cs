using BookingFlow.Web.Emails.Delivery;
using BookingFlow.Web.Hosting.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Exporter;

namespace BookingFlow.Tests.Hosting.Settings;

public sealed class SettingsTests
{
    private static readonly string SettingsFile = Path.Combine(AppContext.BaseDirectory, "appsettings.json");

    [Theory]
    [InlineData("Database:Provider", "")]
    [InlineData("Database:Provider", "Oracle")]
    [InlineData("Database:Provider", "7")]
    [InlineData("ConnectionStrings:BookingFlow", " ")]
    [InlineData("ConnectionStrings:BookingFlow", "Server=db.theatre.example")]
    [InlineData("Database:MigrateAtStart", "later")]
    [InlineData("Venue:Name", "")]
    [InlineData("Venue:TimeZone", "Mars/Olympus")]
    [InlineData("Venue:Language", "tlh")]
    [InlineData("Booking:PublicBaseUrl", "http://")]
    [InlineData("Booking:PublicBaseUrl", "tickets.theatre.example")]
    [InlineData("Booking:PublicBaseUrl", "ftp://tickets.theatre.example")]
    [InlineData("Booking:PublicBaseUrl", "https://tickets.theatre.example/shop")]
    [InlineData("Booking:PublicBaseUrl", "https://tickets.theatre.example/?a=b")]
    [InlineData("Booking:PublicBaseUrl", "https://me@tickets.theatre.example/")]
    [InlineData("Booking:MaxPartySize", "0")]
    [InlineData("Booking:MaxPartySize", "101")]
    [InlineData("Booking:MaxPartySize", "ten")]
    [InlineData("Privacy:RetentionDays", "0")]
    [InlineData("Privacy:RetentionDays", "3651")]
    [InlineData("Privacy:RetentionDays", "")]
    [InlineData("Booking:ConfirmationLifetime", "")]
    [InlineData("Booking:ConfirmationLifetime", "00:00:00")]
    [InlineData("Booking:ConfirmationLifetime", "-01:00:00")]
    [InlineData("Booking:ConfirmationLifetime", "1.00:00:00")]
    [InlineData("Booking:ConfirmationLifetime", "24:00")]
    [InlineData("Booking:ConfirmationLifetime", "01:60:00")]
    [InlineData("Booking:ConfirmationLifetime", "99999999999:00:00")]
    [InlineData("CheckIn:OpensBefore", "soon")]
    [InlineData("CheckIn:ClosesAfter", "-00:10:00")]
    [InlineData("Mail:Delivery", "Pigeon")]
    [InlineData("Mail:From", "")]
    [InlineData("Mail:From", "Lantern Theatre")]
    [InlineData("Mail:ReplyTo", "the box office")]
    [InlineData("Mail:ReplyTo", "Box office <boxoffice>")]
    [InlineData("Mail:ClaimLease", "00:00:30")]
    [InlineData("Mail:Smtp:Port", "0")]
    [InlineData("Mail:Smtp:Port", "65536")]
    [InlineData("Mail:Smtp:Security", "Perhaps")]
    [InlineData("Mail:Smtp:Timeout", "half a minute")]
    [InlineData("PublicPages:Cached", "perhaps")]
    [InlineData("Proxies:Known", "10.0.0.5")]
    [InlineData("Proxies:Known:0", "the proxy")]
    [InlineData("Proxies:Known:0", "10.0.0.1/99")]
    [InlineData("Health:MinimumFreeMegabytes", "-1")]
    [InlineData("Health:MinimumFreeMegabytes", "1000001")]
    [InlineData("Health:MinimumFreeMegabytes", "much")]
    [InlineData("Backup:Nightly", "sometimes")]
    [InlineData("Backup:At", "")]
    [InlineData("Backup:At", "24:00")]
    [InlineData("Backup:At", "3:30 pm")]
    [InlineData("Backup:Keep", "0")]
    [InlineData("RateLimits:Enabled", "yes")]
    [InlineData("RateLimits:PerClient", "0")]
    [InlineData("RateLimits:PerClientWindow", "0")]
    [InlineData("RateLimits:PerEmail", "-1")]
    [InlineData("RateLimits:PerEmailWindow", "")]
    [InlineData("RateLimits:PerEmailAndDay", "0")]
    [InlineData("RateLimits:PerKnownEmailAndDay", "many")]
    [InlineData("RateLimits:PerKnownEmailAndDay", "5")]
    [InlineData("RateLimits:PerClientAndHour", "")]
    [InlineData("RateLimits:PerClientAndHourToKnownEmail", "29")]
    [InlineData("Staff:SessionDays", "0")]
    [InlineData("Staff:SessionDays", "91")]
    [InlineData("Staff:SessionDays", "")]
    [InlineData("Proxies:Known:0", "1234")]
    [InlineData("Proxies:Known:0", "0x0a.0.0.1")]
    [InlineData("Telemetry:Enabled", "")]
    [InlineData("Telemetry:Enabled", "on")]
    [InlineData("Telemetry:Endpoint", "localhost:4317")]
    [InlineData("Telemetry:Endpoint", "grpc://localhost:4317")]
    [InlineData("Telemetry:Endpoint", "https://me:secret@collector.example")]
    [InlineData("Telemetry:Endpoint", "https://collector.example/?key=secret")]
    [InlineData("Telemetry:Protocol", "Carrier")]
    [InlineData("Telemetry:Protocol", "7")]
    [InlineData("Telemetry:PrometheusToken", "15 characters..")]
    [InlineData("Demo:Season", "maybe")]
    public void Invalid_setting_stops_the_start_with_a_message_that_names_it(string key, string value)
    {
        var message = Assert.Throws<SettingException>(() => Read(Environments.Development, (key, value))).Message;
        Assert.Contains(key.EndsWith(":0", StringComparison.Ordinal) ? key[..^2] : key, message, StringComparison.Ordinal);
        Assert.EndsWith(".", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Booking:PublicBaseUrl", "http://localhost:5000")]
    [InlineData("Booking:PublicBaseUrl", "https://127.0.0.1")]
    [InlineData("Booking:PublicBaseUrl", "http://[::1]:5000")]
    [InlineData("Booking:PublicBaseUrl", "")]
    [InlineData("Mail:Delivery", "Folder")]
    [InlineData("Demo:Season", "true")]
    public void Development_values_are_refused_in_production(string key, string value)
    {
        Assert.Contains(key, Assert.Throws<SettingException>(() => ReadProduction((key, value))).Message, StringComparison.Ordinal);
        _ = Read(Environments.Development, (key, value));
    }

    [Fact]
    public void Enabled_telemetry_requires_an_endpoint()
    {
        var message = Assert.Throws<SettingException>(() => Read(Environments.Development, ("Telemetry:Enabled", "true"))).Message;
        Assert.Contains("Telemetry:Endpoint", message, StringComparison.Ordinal);
        var telemetry = Read(
            Environments.Development,
            ("Telemetry:Enabled", "true"), ("Telemetry:Endpoint", "https://collector.example/otlp"), ("Telemetry:Protocol", "HttpProtobuf"))
            .GetRequiredService<TelemetrySettings>();
        Assert.Equal(
            (true, new Uri("https://collector.example/otlp"), OtlpExportProtocol.HttpProtobuf),
            (telemetry.Enabled, telemetry.Endpoint, telemetry.Protocol));
    }

    [Theory]
    [InlineData("Data Source=App_Data/bookingflow.db;Mode=ReadWrite")]
    [InlineData("Server=db.theatre.example;Max Pool Size=many")]
    public void A_connection_string_that_is_none_of_SQL_Server_is_refused(string connectionString)
    {
        var message = Assert.Throws<SettingException>(() => Read(
            Environments.Development, ("Database:Provider", "SqlServer"), ("ConnectionStrings:BookingFlow", connectionString))).Message;
        Assert.Equal(
            "The setting ConnectionStrings:BookingFlow is not a connection string for SQL Server, such as "
            + "Server=db.theatre.example;Database=BookingFlow.",
            message);
    }

    [Fact]
    public void The_connection_string_of_SQL_Server_gets_the_sizes_of_the_pool()
    {
        var database = Read(
            Environments.Development,
            ("Database:Provider", "SqlServer"), ("ConnectionStrings:BookingFlow", "Server=db.theatre.example;Database=BookingFlow"))
            .GetRequiredService<DatabaseSettings>();
        Assert.Contains("Max Pool Size=100", database.ConnectionString, StringComparison.Ordinal);
    }

    [Fact]
    public void The_minimum_of_free_space_has_a_default()
    {
        Assert.Equal(
            100, Read(Environments.Development, ("Health:MinimumFreeMegabytes", "")).GetRequiredService<HealthSettings>().MinimumFreeMegabytes);
        Assert.Equal(
            0, Read(Environments.Development, ("Health:MinimumFreeMegabytes", "0")).GetRequiredService<HealthSettings>().MinimumFreeMegabytes);
    }

    [Fact]
    public void The_folder_of_the_backups_is_relative_to_the_content_root_and_empty_for_the_one_beside_the_database()
    {
        var backup = Read(Environments.Development, ("Backup:Folder", "nightly"), ("Backup:At", "04:05")).GetRequiredService<BackupSettings>();
        Assert.Equal((Path.Combine(Path.GetTempPath(), "nightly"), new TimeOnly(4, 5)), (backup.Folder, backup.At));
        var shipped = Read(Environments.Development).GetRequiredService<BackupSettings>();
        Assert.Equal((true, new TimeOnly(3, 30), "", 14), (shipped.Nightly, shipped.At, shipped.Folder, shipped.Keep));
    }

    [Fact]
    public void Smtp_delivery_requires_a_host() =>
        Assert.Contains(
            "Mail:Smtp:Host", Assert.Throws<SettingException>(() => ReadProduction(("Mail:Smtp:Host", ""))).Message, StringComparison.Ordinal);

    [Fact]
    public void Production_starts_with_all_required_settings()
    {
        var settings = ReadProduction();
        Assert.Equal(new Uri("https://tickets.theatre.example"), settings.GetRequiredService<BookingSettings>().PublicBaseUrl);
        Assert.Equal(MailDeliveryKind.Smtp, settings.GetRequiredService<MailSettings>().Delivery);
    }

    [Theory]
    [InlineData("24:00:00", 24 * 60)]
    [InlineData("00:30:00", 30)]
    [InlineData("72:00:00", 72 * 60)]
    public void Duration_of_24_hours_is_read_as_hours_and_not_days(string text, int minutes)
    {
        var settings = Read(Environments.Development, ("Booking:ConfirmationLifetime", text));
        Assert.Equal(TimeSpan.FromMinutes(minutes), settings.CreateVenueProfile().ToBookingRules().ConfirmationLifetime);
    }

    [Fact]
    public void Empty_check_in_times_mean_no_check_in_window()
    {
        var rules = Read(Environments.Development, ("CheckIn:OpensBefore", ""), ("CheckIn:ClosesAfter", "")).CreateVenueProfile().ToBookingRules();
        Assert.Null(rules.CheckInOpensBefore);
        Assert.Null(rules.CheckInClosesAfter);
    }

    [Fact]
    public void Shipped_settings_file_has_the_designed_defaults()
    {
        var settings = Read(Environments.Development);
        Assert.Equal(
            new BookingRules(10, TimeSpan.FromHours(24), TimeSpan.FromMinutes(90), TimeSpan.FromMinutes(60)),
            settings.CreateVenueProfile().ToBookingRules());
        Assert.Equal(30, settings.CreateVenueProfile().RetentionDays);
        Assert.Empty(settings.GetRequiredService<ProxySettings>().Networks());
        Assert.True(settings.GetRequiredService<RateLimitSettings>().Enabled);
        Assert.Equal(new RequestedMailLimits(6, 20, 30, 90), settings.GetRequiredService<RateLimitSettings>().ToRequestedMailLimits());
        var telemetry = settings.GetRequiredService<TelemetrySettings>();
        Assert.Equal((false, null, OtlpExportProtocol.Grpc), (telemetry.Enabled, telemetry.Endpoint, telemetry.Protocol));
    }

    [Theory]
    [InlineData("Booking:MaxPartySize", "ten", "The setting Booking:MaxPartySize must be a whole number from 1 to 100.")]
    [InlineData("Database:Provider", "Oracle", "The setting Database:Provider must be one of: Sqlite, SqlServer.")]
    [InlineData("Demo:Season", "maybe", "The setting Demo:Season must be true or false.")]
    [InlineData("Venue:Name", "", "The setting Venue:Name is missing.")]
    [InlineData(
        "Venue:TimeZone", "Mars/Olympus",
        "The setting Venue:TimeZone is 'Mars/Olympus', which this machine does not know; use a name such as Europe/Rome.")]
    [InlineData(
        "Mail:Smtp:Timeout", "30", "The setting Mail:Smtp:Timeout must be a span above zero written as hours:minutes:seconds, such as 24:00:00.")]
    [InlineData(
        "Booking:PublicBaseUrl", "http://",
        "The setting Booking:PublicBaseUrl must be a bare web address such as https://tickets.theatre.example, without a path.")]
    [InlineData("Backup:At", "at night", "The setting Backup:At must be a time of day written as hours:minutes, such as 03:30.")]
    [InlineData("Proxies:Known:0", "the proxy", "The setting Proxies:Known holds 'the proxy', which is neither an address nor a network.")]
    [InlineData(
        "Webhooks:AllowedPrivateNetworks:0", "the office",
        "The setting Webhooks:AllowedPrivateNetworks holds 'the office', which is neither an address nor a network.")]
    [InlineData(
        "RateLimits:PerKnownEmailAndDay", "5", "The setting RateLimits:PerKnownEmailAndDay must not be smaller than RateLimits:PerEmailAndDay.")]
    public void Message_states_what_the_setting_must_be(string key, string value, string message) =>
        Assert.Equal(message, Assert.Throws<SettingException>(() => Read(Environments.Development, (key, value))).Message);

    [Fact]
    public void Every_invalid_setting_is_named_in_one_message()
    {
        (string, string)[] bad = [("Venue:Name", ""), ("Booking:MaxPartySize", "0"), ("Mail:Smtp:Port", "0"), ("Mail:Smtp:Security", "Perhaps")];
        var message = Assert.Throws<SettingException>(() => Read(Environments.Development, bad)).Message;
        Assert.Equal(
            ["Venue:Name", "Booking:MaxPartySize", "Mail:Smtp:Port", "Mail:Smtp:Security"],
            message.Split(Environment.NewLine).Select(line => line.Split(' ')[2]));
    }

    [Fact]
    public void Known_proxies_are_addresses_or_networks()
    {
        (string, string)[] known =
            [("Proxies:Known:0", " 10.0.0.5"), ("Proxies:Known:1", "10.1.0.0/16"), ("Proxies:Known:2", ""), ("Proxies:Known:3", "::1"), ("Proxies:Known:4", "010.000.000.007")];
        var networks = Read(Environments.Development, known).GetRequiredService<ProxySettings>().Networks();
        Assert.Equal(["10.0.0.5/32", "10.1.0.0/16", "::1/128", "10.0.0.7/32"], networks.Select(network => network.ToString()));
    }

    /// <summary>Many Unix systems set the environment variable <c>MAIL</c>, which becomes the value of the section of that name.</summary>
    [Fact]
    public void Value_of_a_whole_section_is_ignored() =>
        Assert.Equal(587, Read(Environments.Development, ("Mail", "/var/mail/ada")).GetRequiredService<MailSettings>().Smtp.Port);

    [Fact]
    public void The_sample_for_a_venue_has_only_keys_of_the_settings_file()
    {
        var all = Keys(SettingsFile);
        var sample = Keys(RepositoryFolder.Path("packaging", "samples", "settings.json"));
        Assert.Contains("Booking:PublicBaseUrl", sample);
        Assert.DoesNotContain(sample.Except(all), key => !key.StartsWith("Proxies:Known:", StringComparison.Ordinal));

        static IReadOnlyList<string> Keys(string file) =>
            [.. new ConfigurationBuilder().AddJsonFile(file).Build().AsEnumerable().Select(setting => setting.Key)];
    }

    [Fact]
    public async Task The_file_outside_the_folder_overrides_the_settings_file_and_is_overridden_by_the_environment()
    {
        var folder = Directory.CreateTempSubdirectory("bookingflow-settings-");
        var file = Path.Combine(folder.FullName, "settings.json");
        await File.WriteAllTextAsync(
            file,
            """
            {
              // A comment.
              "Booking": { "MaxPartySize": 0, "ConfirmationLifetime": "soon" },
              "Mail": { "ClaimLease": "never" }
            }
            """);

        var result = await ProgramProcess.RunAsync(
            ["database", "check"], (ProgramRoot.OwnSettingsVariable, file), ("Mail:ClaimLease", "00:02:00"), ("Database:Provider", "Sqlite"));

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("The setting Booking:MaxPartySize must be", result.Output, StringComparison.Ordinal);
        Assert.Contains("The setting Booking:ConfirmationLifetime must be", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Mail:ClaimLease", result.Output, StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }

    [Fact]
    public void Settings_file_and_settings_classes_have_the_same_keys()
    {
        // Read by the framework: logging and host filtering.
        string[] ofTheFramework = ["Logging", "AllowedHosts"];
        var keys = new ConfigurationBuilder().AddJsonFile(SettingsFile, optional: false).Build().AsEnumerable()
            .Where(pair => pair.Value is not null && !ofTheFramework.Contains(pair.Key.Split(':')[0]))
            .Select(pair => pair.Key);
        var recorder = new KeyRecorder();
        _ = Read(Environments.Development, new ConfigurationBuilder().AddJsonFile(SettingsFile, optional: false).Add(recorder).Build());
        Assert.Equal(keys.Order(StringComparer.Ordinal), recorder.Keys.Order(StringComparer.Ordinal));
    }

    private static ServiceProvider ReadProduction(params (string Key, string Value)[] changes) => Read(
        Environments.Production,
        [
            ("Booking:PublicBaseUrl", "https://tickets.theatre.example"), ("Mail:Delivery", "Smtp"), ("Mail:Smtp:Host", "mail.theatre.example"),
            ("Demo:Season", "false"), .. changes,
        ]);

    /// <summary>Reads the settings file of the repository with the given overrides.</summary>
    private static ServiceProvider Read(string environment, params (string Key, string Value)[] changes) => Read(
        environment,
        new ConfigurationBuilder().AddJsonFile(SettingsFile, optional: false)
            .AddInMemoryCollection(changes.GroupBy(c => c.Key).ToDictionary(same => same.Key, same => (string?)same.Last().Value)).Build());

    private static ServiceProvider Read(string environment, IConfiguration configuration)
    {
        var services = new ServiceCollection()
            .AddSingleton(configuration).AddSingleton<IHostEnvironment>(new TestHostEnvironment(environment)).AddSettings().BuildServiceProvider();
        services.ValidateSettings();
        return services;
    }

    /// <summary>A configuration source without values that records the requested keys.</summary>
    private sealed class KeyRecorder : ConfigurationProvider, IConfigurationSource
    {
        public HashSet<string> Keys { get; } = [];

        public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

        public override bool TryGet(string key, out string? value)
        {
            Keys.Add(key);
            value = null;
            return false;
        }
    }

    private sealed class TestHostEnvironment(string environment) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = environment;

        public string ApplicationName { get; set; } = "BookingFlow";

        public string ContentRootPath { get; set; } = Path.GetTempPath();

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
