using System.Net;
using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Demo;
using BookingFlow.Web.Emails.Delivery;
using BookingFlow.Web.Hosting.Security;
using MimeKit;
using OpenTelemetry.Exporter;

namespace BookingFlow.Web.Hosting.Settings;

/// <summary>Everything that the root <c>appsettings.json</c> and the environment say, read and judged once at the start.</summary>
public sealed class BookingFlowSettings
{
    public required DatabaseDialect Database { get; init; }

    public required string ConnectionString { get; init; }

    /// <summary>Whether a start brings the database to this version; otherwise somebody does, by command or script.</summary>
    public required bool MigrateAtStart { get; init; }

    public required Venue Venue { get; init; }

    /// <summary>Where visitors reach the house; null in Development: the address that the program listens on.</summary>
    public required Uri? PublicBaseUrl { get; init; }

    /// <summary>Whether pages that everybody sees alike are kept ready for a moment.</summary>
    public required bool KeepPublicPages { get; init; }

    public required BookingRules House { get; init; }

    public required MailSettings Mail { get; init; }

    /// <summary>Addresses or networks whose forwarded headers are believed; usually none or one.</summary>
    public required IReadOnlyList<IPNetwork> KnownProxies { get; init; }

    public required RequestLimitSettings Limits { get; init; }

    /// <summary>Where traces and metrics go, if anywhere.</summary>
    public required TelemetrySettings Telemetry { get; init; }

    public required bool DemoSeason { get; init; }

    /// <exception cref="SettingException">A setting is missing or out of range, or is not fit for Production.</exception>
    public static BookingFlowSettings Read(IConfiguration configuration, IHostEnvironment environment)
    {
        var read = new SettingsReader(configuration);
        var settings = new BookingFlowSettings
        {
            Database = read.Choice<DatabaseDialect>("Database:Provider"),
            ConnectionString = read.Text("ConnectionStrings:BookingFlow"),
            MigrateAtStart = read.Flag("Database:MigrateAtStart"),
            Venue = new Venue(read.Text("Venue:Name"), TimeZone(read.Text("Venue:TimeZone"))) { Language = Language(read.Text("Venue:Language")) },
            PublicBaseUrl = PublicAddress(read.Optional("Booking:PublicBaseUrl"), environment),
            KeepPublicPages = read.Flag("PublicPages:Cached"),
            House = new BookingRules(
                read.Number("Booking:MaxPartySize", 1, Domain.Limits.PartySize),
                read.Span("Booking:ConfirmationLifetime"),
                read.OptionalSpan("CheckIn:OpensBefore"),
                read.OptionalSpan("CheckIn:ClosesAfter")),
            Mail = ReadMail(read, environment),
            KnownProxies = [.. read.List("Proxies:Known").Select(Network)],
            Limits = ReadLimits(read),
            Telemetry = ReadTelemetry(read),
            DemoSeason = read.Flag("Demo:Season"),
        };
        RefuseDemonstrationInProduction(settings, environment);
        return settings;
    }

    private static void RefuseDemonstrationInProduction(BookingFlowSettings settings, IHostEnvironment environment)
    {
        if (!environment.IsProduction())
        {
            return;
        }

        if (settings.PublicBaseUrl is { IsLoopback: true })
        {
            throw new SettingException("The setting Booking:PublicBaseUrl points to this machine alone; in Production it must be the address that visitors use.");
        }

        if (settings.Mail.Delivery == MailDeliveryKind.Folder)
        {
            throw new SettingException("The setting Mail:Delivery is Folder, which sends nothing; in Production it must be Smtp.");
        }

        if (settings.DemoSeason)
        {
            throw new SettingException("The setting Demo:Season is true; in Production it must be false.");
        }
    }

    private static MailSettings ReadMail(SettingsReader read, IHostEnvironment environment)
    {
        var delivery = read.Choice<MailDeliveryKind>("Mail:Delivery");
        var mail = new MailSettings
        {
            Delivery = delivery,
            Folder = Path.GetFullPath(read.Optional("Mail:Folder") ?? "App_Data/mail", environment.ContentRootPath),
            From = Mailbox("Mail:From", read.Text("Mail:From")),
            ReplyTo = read.Optional("Mail:ReplyTo") is { } replyTo ? Mailbox("Mail:ReplyTo", replyTo) : null,
            ClaimLease = read.Span("Mail:ClaimLease"),
            Smtp = new SmtpSettings
            {
                Host = delivery == MailDeliveryKind.Smtp ? read.Text("Mail:Smtp:Host") : read.Optional("Mail:Smtp:Host") ?? "",
                Port = read.Number("Mail:Smtp:Port", 1, 65535),
                Security = read.Choice<SmtpSecurity>("Mail:Smtp:Security"),
                User = read.Optional("Mail:Smtp:User") ?? "",
                Password = read.Optional("Mail:Smtp:Password") ?? "",
                Timeout = read.Span("Mail:Smtp:Timeout"),
            },
        };
        return mail.ClaimLease > mail.Smtp.Timeout
            ? mail
            : throw new SettingException("The setting Mail:ClaimLease must be longer than Mail:Smtp:Timeout, or a mail could be sent by two at once.");
    }

    private static string Mailbox(string key, string text) => MailboxAddress.TryParse(text, out var mailbox) && mailbox.Domain.Length > 0
        ? text
        : throw new SettingException($"The setting {key} must be an address such as Lantern Theatre <tickets@theatre.example>.");

    private static RequestLimitSettings ReadLimits(SettingsReader read) => new(
        read.Flag("RateLimits:Enabled"),
        read.Number("RateLimits:PerClient", 1, 1_000_000),
        read.Span("RateLimits:PerClientWindow"),
        read.Number("RateLimits:PerEmail", 1, 1_000_000),
        read.Span("RateLimits:PerEmailWindow"));

    private static TelemetrySettings ReadTelemetry(SettingsReader read)
    {
        var telemetry = new TelemetrySettings(
            read.Flag("Telemetry:Enabled"),
            read.Optional("Telemetry:Endpoint") is { } text ? Collector(text) : null,
            read.Choice<OtlpExportProtocol>("Telemetry:Protocol"));
        return telemetry is { Enabled: true, Endpoint: null }
            ? throw new SettingException("The setting Telemetry:Endpoint is missing; with Telemetry:Enabled it is the collector's address, such as http://localhost:4317.")
            : telemetry;
    }

    private static Uri Collector(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
            && address is { UserInfo: "", Query: "", Fragment: "" }
            ? address
            : throw new SettingException("The setting Telemetry:Endpoint must be the web address of a collector, such as http://localhost:4317, without a name, a password or a query.");

    private static TimeZoneInfo TimeZone(string id) => TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone)
        ? zone
        : throw new SettingException($"The setting Venue:TimeZone is '{id}', which this machine does not know; use a name such as Europe/Rome.");

    private static string Language(string language) => Languages.OfVisitors.Contains(language, StringComparer.Ordinal)
        ? language
        : throw new SettingException($"The setting Venue:Language is '{language}', which the program does not speak; use one of {string.Join(", ", Languages.OfVisitors)}.");

    private static Uri? PublicAddress(string? text, IHostEnvironment environment)
    {
        if (text is null)
        {
            return environment.IsDevelopment()
                ? null
                : throw new SettingException("The setting Booking:PublicBaseUrl is missing; it is the address that visitors use, such as https://tickets.theatre.example.");
        }

        return Uri.TryCreate(text, UriKind.Absolute, out var address)
            && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
            && address is { UserInfo: "", Query: "", Fragment: "", AbsolutePath: "/" }
                ? address
                : throw new SettingException("The setting Booking:PublicBaseUrl must be a bare web address such as https://tickets.theatre.example, without a path.");
    }

    private static IPNetwork Network(string text)
    {
        if (IPNetwork.TryParse(text, out var network))
        {
            return network;
        }

        return IPAddress.TryParse(text, out var address)
            ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
            : throw new SettingException($"The setting Proxies:Known holds '{text}', which is neither an address nor a network.");
    }
}
