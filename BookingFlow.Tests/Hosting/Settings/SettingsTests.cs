using BookingFlow.Web.Emails.Delivery;
using BookingFlow.Web.Hosting;
using BookingFlow.Web.Hosting.Settings;
using Microsoft.Extensions.Configuration;
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
    [InlineData("Venue:Name", "")]
    [InlineData("Venue:TimeZone", "Mars/Olympus")]
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
        Assert.Contains("Telemetry:Endpoint", Assert.Throws<SettingException>(() => Read(Environments.Development, ("Telemetry:Enabled", "true"))).Message, StringComparison.Ordinal);
        var telemetry = Read(Environments.Development, ("Telemetry:Enabled", "true"), ("Telemetry:Endpoint", "https://collector.example/otlp"), ("Telemetry:Protocol", "HttpProtobuf")).Telemetry;
        Assert.Equal(new TelemetrySettings(true, new Uri("https://collector.example/otlp"), OtlpExportProtocol.HttpProtobuf), telemetry);
    }

    [Fact]
    public void A_mail_server_must_be_named_when_mail_goes_to_one() =>
        Assert.Contains("Mail:Smtp:Host", Assert.Throws<SettingException>(() => ReadProduction(("Mail:Smtp:Host", ""))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_house_that_says_what_it_must_can_open()
    {
        var settings = ReadProduction();
        Assert.Equal(new Uri("https://tickets.theatre.example"), settings.PublicBaseUrl);
        Assert.Equal(MailDeliveryKind.Smtp, settings.Mail.Delivery);
    }

    [Theory]
    [InlineData("24:00:00", 24 * 60)]
    [InlineData("00:30:00", 30)]
    [InlineData("72:00:00", 72 * 60)]
    public void Twenty_four_hours_are_a_day_and_not_twenty_four_days(string written, int minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), Read(Environments.Development, ("Booking:ConfirmationLifetime", written)).House.ConfirmationLifetime);

    [Fact]
    public void A_house_can_do_without_doors_that_open_and_close()
    {
        var house = Read(Environments.Development, ("CheckIn:OpensBefore", ""), ("CheckIn:ClosesAfter", "")).House;
        Assert.Null(house.CheckInOpensBefore);
        Assert.Null(house.CheckInClosesAfter);
    }

    [Fact]
    public void The_settings_file_as_it_comes_says_what_the_design_says()
    {
        var settings = Read(Environments.Development);
        Assert.Equal(new BookingRules(10, TimeSpan.FromHours(24), TimeSpan.FromMinutes(90), TimeSpan.FromMinutes(60)), settings.House);
        Assert.Empty(settings.KnownProxies);
        Assert.True(settings.Limits.Enabled);
        Assert.Equal(new TelemetrySettings(false, null, OtlpExportProtocol.Grpc), settings.Telemetry);
    }

    private static BookingFlowSettings ReadProduction(params (string Key, string Value)[] changes) => Read(Environments.Production,
        [("Booking:PublicBaseUrl", "https://tickets.theatre.example"), ("Mail:Delivery", "Smtp"), ("Mail:Smtp:Host", "mail.theatre.example"), ("Demo:Season", "false"), .. changes]);

    /// <summary>The file that everybody starts with, and what one house changed.</summary>
    private static BookingFlowSettings Read(string environment, params (string Key, string Value)[] changes) => BookingFlowSettings.Read(
        new ConfigurationBuilder().AddJsonFile(SettingsFile, optional: false)
            .AddInMemoryCollection(changes.Select(c => c.Key).Distinct().ToDictionary(key => key, key => (string?)changes.Last(c => c.Key == key).Value)).Build(),
        new House(environment));

    private sealed class House(string environment) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = environment;

        public string ApplicationName { get; set; } = "BookingFlow";

        public string ContentRootPath { get; set; } = Path.GetTempPath();

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
