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
    [InlineData("RateLimits:Enabled", "yes")]
    [InlineData("RateLimits:PerClient", "0")]
    [InlineData("RateLimits:PerClientWindow", "0")]
    [InlineData("RateLimits:PerEmail", "-1")]
    [InlineData("RateLimits:PerEmailWindow", "")]
    [InlineData("Telemetry:Enabled", "")]
    [InlineData("Telemetry:Enabled", "on")]
    [InlineData("Telemetry:Endpoint", "localhost:4317")]
    [InlineData("Telemetry:Endpoint", "grpc://localhost:4317")]
    [InlineData("Telemetry:Endpoint", "https://me:secret@collector.example")]
    [InlineData("Telemetry:Endpoint", "https://collector.example/?key=secret")]
    [InlineData("Telemetry:Protocol", "Carrier")]
    [InlineData("Telemetry:Protocol", "7")]
    [InlineData("Demo:Season", "maybe")]
    public void A_bad_setting_stops_the_start_with_a_sentence_that_names_it(string key, string value)
    {
        var said = Assert.Throws<SettingException>(() => Read(Environments.Development, (key, value))).Message;
        Assert.Contains(key.EndsWith(":0", StringComparison.Ordinal) ? key[..^2] : key, said, StringComparison.Ordinal);
        Assert.EndsWith(".", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Booking:PublicBaseUrl", "http://localhost:5000")]
    [InlineData("Booking:PublicBaseUrl", "https://127.0.0.1")]
    [InlineData("Booking:PublicBaseUrl", "http://[::1]:5000")]
    [InlineData("Booking:PublicBaseUrl", "")]
    [InlineData("Mail:Delivery", "Folder")]
    [InlineData("Demo:Season", "true")]
    public void What_is_good_enough_to_try_the_program_is_refused_in_production(string key, string value)
    {
        Assert.Contains(key, Assert.Throws<SettingException>(() => ReadProduction((key, value))).Message, StringComparison.Ordinal);
        _ = Read(Environments.Development, (key, value));
    }

    [Fact]
    public void Whoever_switches_telemetry_on_must_say_where_it_goes()
    {
        var told = Assert.Throws<SettingException>(() => Read(Environments.Development, ("Telemetry:Enabled", "true"))).Message;
        Assert.Contains("Telemetry:Endpoint", told, StringComparison.Ordinal);
        var telemetry = Read(
            Environments.Development,
            ("Telemetry:Enabled", "true"), ("Telemetry:Endpoint", "https://collector.example/otlp"), ("Telemetry:Protocol", "HttpProtobuf"))
            .GetRequiredService<TelemetrySettings>();
        Assert.Equal(
            (true, new Uri("https://collector.example/otlp"), OtlpExportProtocol.HttpProtobuf),
            (telemetry.Enabled, telemetry.Endpoint, telemetry.Protocol));
    }

    [Fact]
    public void A_mail_server_must_be_named_when_mail_goes_to_one() =>
        Assert.Contains(
            "Mail:Smtp:Host", Assert.Throws<SettingException>(() => ReadProduction(("Mail:Smtp:Host", ""))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_house_that_says_what_it_must_can_open()
    {
        var settings = ReadProduction();
        Assert.Equal(new Uri("https://tickets.theatre.example"), settings.GetRequiredService<BookingSettings>().PublicBaseUrl);
        Assert.Equal(MailDeliveryKind.Smtp, settings.GetRequiredService<MailSettings>().Delivery);
    }

    [Theory]
    [InlineData("24:00:00", 24 * 60)]
    [InlineData("00:30:00", 30)]
    [InlineData("72:00:00", 72 * 60)]
    public void Twenty_four_hours_are_a_day_and_not_twenty_four_days(string written, int minutes)
    {
        var settings = Read(Environments.Development, ("Booking:ConfirmationLifetime", written));
        Assert.Equal(TimeSpan.FromMinutes(minutes), settings.GetRequiredService<BookingRules>().ConfirmationLifetime);
    }

    [Fact]
    public void A_house_can_do_without_doors_that_open_and_close()
    {
        var house = Read(Environments.Development, ("CheckIn:OpensBefore", ""), ("CheckIn:ClosesAfter", "")).GetRequiredService<BookingRules>();
        Assert.Null(house.CheckInOpensBefore);
        Assert.Null(house.CheckInClosesAfter);
    }

    [Fact]
    public void The_settings_file_as_it_comes_says_what_the_design_says()
    {
        var settings = Read(Environments.Development);
        Assert.Equal(
            new BookingRules(10, TimeSpan.FromHours(24), TimeSpan.FromMinutes(90), TimeSpan.FromMinutes(60)),
            settings.GetRequiredService<BookingRules>());
        Assert.Empty(settings.GetRequiredService<ProxySettings>().Networks());
        Assert.True(settings.GetRequiredService<RateLimitSettings>().Enabled);
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
    [InlineData("Proxies:Known:0", "the proxy", "The setting Proxies:Known holds 'the proxy', which is neither an address nor a network.")]
    public void The_sentence_says_what_the_setting_must_be(string key, string value, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<SettingException>(() => Read(Environments.Development, (key, value))).Message);

    [Fact]
    public void All_bad_settings_are_named_at_once()
    {
        (string, string)[] bad = [("Venue:Name", ""), ("Booking:MaxPartySize", "0"), ("Mail:Smtp:Port", "0"), ("Mail:Smtp:Security", "Perhaps")];
        var told = Assert.Throws<SettingException>(() => Read(Environments.Development, bad)).Message;
        Assert.Equal(
            ["Venue:Name", "Booking:MaxPartySize", "Mail:Smtp:Port", "Mail:Smtp:Security"],
            told.Split(Environment.NewLine).Select(sentence => sentence.Split(' ')[2]));
    }

    [Fact]
    public void A_proxy_is_an_address_or_a_network()
    {
        (string, string)[] known =
            [("Proxies:Known:0", " 10.0.0.5"), ("Proxies:Known:1", "10.1.0.0/16"), ("Proxies:Known:2", ""), ("Proxies:Known:3", "::1")];
        var networks = Read(Environments.Development, known).GetRequiredService<ProxySettings>().Networks();
        Assert.Equal(["10.0.0.5/32", "10.1.0.0/16", "::1/128"], networks.Select(network => network.ToString()));
    }

    /// <summary>On many Unix systems the environment has a variable <c>MAIL</c>, which ends up as the value of the section of that name.</summary>
    [Fact]
    public void A_value_of_a_whole_section_is_ignored() =>
        Assert.Equal(587, Read(Environments.Development, ("Mail", "/var/mail/ada")).GetRequiredService<MailSettings>().Smtp.Port);

    [Fact]
    public void Every_key_of_the_settings_file_is_a_property_and_every_property_a_key()
    {
        // Read by the framework: the console, the log and the host filter.
        string[] ofTheFramework = ["Logging", "AllowedHosts"];
        var keys = new ConfigurationBuilder().AddJsonFile(SettingsFile, optional: false).Build().AsEnumerable()
            .Where(pair => pair.Value is not null && !ofTheFramework.Contains(pair.Key.Split(':')[0]))
            .Select(pair => pair.Key);
        var read = new ReadKeys();
        _ = Read(Environments.Development, new ConfigurationBuilder().AddJsonFile(SettingsFile, optional: false).Add(read).Build());
        Assert.Equal(keys.Order(StringComparer.Ordinal), read.Keys.Order(StringComparer.Ordinal));
    }

    private static ServiceProvider ReadProduction(params (string Key, string Value)[] changes) => Read(
        Environments.Production,
        [
            ("Booking:PublicBaseUrl", "https://tickets.theatre.example"), ("Mail:Delivery", "Smtp"), ("Mail:Smtp:Host", "mail.theatre.example"),
            ("Demo:Season", "false"), .. changes,
        ]);

    /// <summary>The settings file of the repository, overridden by what a test sets.</summary>
    private static ServiceProvider Read(string environment, params (string Key, string Value)[] changes) => Read(
        environment,
        new ConfigurationBuilder().AddJsonFile(SettingsFile, optional: false)
            .AddInMemoryCollection(changes.GroupBy(c => c.Key).ToDictionary(same => same.Key, same => (string?)same.Last().Value)).Build());

    private static ServiceProvider Read(string environment, IConfiguration configuration)
    {
        var services = new ServiceCollection()
            .AddSingleton(configuration).AddSingleton<IHostEnvironment>(new House(environment)).AddSettings().BuildServiceProvider();
        services.ValidateSettings();
        return services;
    }

    /// <summary>A source of the configuration that has no values and notes which keys were asked for.</summary>
    private sealed class ReadKeys : ConfigurationProvider, IConfigurationSource
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

    private sealed class House(string environment) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = environment;

        public string ApplicationName { get; set; } = "BookingFlow";

        public string ContentRootPath { get; set; } = Path.GetTempPath();

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
