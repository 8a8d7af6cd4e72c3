namespace BookingFlow.Web.Hosting.Settings;

/// <summary>Validates the framework's settings that would otherwise end the start with an exception: addresses, certificates, log levels.</summary>
public static class ServerSettings
{
    private static readonly string[] FileKeys = ["Path", "KeyPath"];

    /// <exception cref="SettingException">A setting is invalid. The message has one line for each.</exception>
    public static void Validate(IConfiguration configuration, string contentRoot)
    {
        string[] failures =
        [
            .. Addresses(configuration).Where(address => !IsAddress(address.Value)).Select(
                address => $"The setting {address.Key} has '{address.Value}', which is no address to listen on, such as http://127.0.0.1:5000."),
            .. CertificateFiles(configuration)
                .Select(file => (file.Path, File: Path.GetFullPath(file.Value!, contentRoot)))
                .Where(file => !File.Exists(file.File))
                .Select(file => $"The setting {file.Path} names the file {file.File}, which does not exist or cannot be read."),
            .. LogLevels(configuration.GetSection("Logging"))
                .Where(level => !Enum.TryParse<LogLevel>(level.Value, ignoreCase: true, out _))
                .Select(level => $"The setting {level.Path} must be one of: {string.Join(", ", Enum.GetNames<LogLevel>())}."),
        ];
        if (failures.Length > 0)
        {
            throw new SettingException(string.Join(Environment.NewLine, failures));
        }
    }

    /// <summary>Returns the certificate files of the settings, for the message about one that cannot be used.</summary>
    public static IEnumerable<IConfigurationSection> CertificateFiles(IConfiguration configuration) =>
        configuration.GetSection("Kestrel:Certificates").GetChildren()
            .Concat(configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint.GetSection("Certificate")))
            .SelectMany(certificate => FileKeys.Select(certificate.GetSection))
            .Where(file => !string.IsNullOrEmpty(file.Value));

    /// <summary>Returns the addresses on which the server is to listen, each with the key of its setting.</summary>
    public static IReadOnlyList<(string Key, string Value)> Addresses(IConfiguration configuration)
    {
        (string Key, string Value)[] addresses =
        [
            .. Values(configuration, WebHostDefaults.ServerUrlsKey),
            .. configuration.GetSection("Kestrel:Endpoints").GetChildren()
                .Select(endpoint => endpoint.GetSection("Url"))
                .Where(url => !string.IsNullOrEmpty(url.Value))
                .Select(url => (url.Path, url.Value!)),
        ];
        if (addresses.Length == 0)
        {
            // Set in containers, instead of addresses.
            addresses =
            [
                .. Values(configuration, WebHostDefaults.HttpPortsKey).Select(port => (port.Key, $"http://*:{port.Value}")),
                .. Values(configuration, WebHostDefaults.HttpsPortsKey).Select(port => (port.Key, $"https://*:{port.Value}")),
            ];
        }

        return addresses.Length > 0 ? addresses : [(WebHostDefaults.ServerUrlsKey, "http://localhost:5000")];
    }

    private static IEnumerable<(string Key, string Value)> Values(IConfiguration configuration, string key) => (configuration[key] ?? "")
        .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(value => (key, value));

    // A host such as * or + is valid here, so it is parsed by the server's own parser.
    private static bool IsAddress(string text)
    {
        try
        {
            var address = BindingAddress.Parse(text);
            return address is { Port: >= 0 and <= 65535, PathBase: "" }
                && (address.Scheme.Equals("http", StringComparison.OrdinalIgnoreCase) || address.Scheme.Equals("https", StringComparison.OrdinalIgnoreCase));
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static IEnumerable<IConfigurationSection> LogLevels(IConfigurationSection section) => section.GetChildren().SelectMany(
        child => child.Key.Equals("LogLevel", StringComparison.OrdinalIgnoreCase) ? child.GetChildren() : LogLevels(child));
}
