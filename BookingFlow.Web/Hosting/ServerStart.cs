using System.Net.Sockets;
using System.Security.Cryptography;
using BookingFlow.Web.Hosting.Settings;
using Microsoft.AspNetCore.Connections;

namespace BookingFlow.Web.Hosting;

/// <summary>Starts the web server, and explains why it cannot listen on its addresses.</summary>
public static class ServerStart
{
    /// <summary>Category in which the framework logs a failed start with a stack trace, before it can be explained.</summary>
    private const string HostCategory = "Microsoft.Extensions.Hosting.Internal.Host";

    /// <summary>
    /// Builds the program, after checking what the framework would answer with an exception. The framework does not log a failed start;
    /// <see cref="StartFailure"/> explains it.
    /// </summary>
    /// <exception cref="SettingException">The clock is obviously wrong, or a setting of the framework is invalid.</exception>
    public static WebApplication BuildServer(this WebApplicationBuilder builder)
    {
        MachineChecks.CheckClock(TimeProvider.System);
        ServerSettings.Validate(builder.Configuration, builder.Environment.ContentRootPath);
        WebApplication? app = null;
        builder.Logging.AddFilter(
            HostCategory, level => level >= LogLevel.Warning && app?.Lifetime.ApplicationStarted.IsCancellationRequested == true);
        return app = builder.Build();
    }

    /// <summary>Runs the web server until it is shut down.</summary>
    /// <exception cref="SettingException">It cannot listen on its addresses.</exception>
    public static async Task RunServerAsync(this WebApplication app)
    {
        try
        {
            await app.StartAsync();
        }
        catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // Stopped while it started.
            return;
        }
        catch (Exception exception) when (Explain(exception, app) is { } reason)
        {
            throw new SettingException(reason, exception);
        }

        await app.WaitForShutdownAsync();
    }

    /// <returns>A sentence; null if the server can listen, and something else failed.</returns>
    private static string? Explain(Exception exception, WebApplication app)
    {
        string[] certificates = [.. ServerSettings.CertificateFiles(app.Configuration).Select(file => file.Path)];
        string[] addresses = [.. ServerSettings.Addresses(app.Configuration).Select(address => address.Value)];
        var all = string.Join(", ", addresses);
        return Causes(exception).Select(cause => cause switch
        {
            AddressInUseException or SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } =>
                $"The address {addresses.FirstOrDefault(url => Names(exception, url)) ?? all} is in use: stop the program that uses it, which may "
                + "be another BookingFlow, or choose another address with --urls or ASPNETCORE_URLS.",
            SocketException { SocketErrorCode: SocketError.AccessDenied } =>
                $"The program may not listen on {all}: choose a port above 1023 with --urls or ASPNETCORE_URLS, or give it the right.",
            SocketException unavailable =>
                $"The program cannot listen on {all} ({unavailable.Message}): choose an address of this machine with --urls or ASPNETCORE_URLS.",
            CryptographicException unreadable when certificates.Length > 0 =>
                $"The certificate of {string.Join(", ", certificates)} cannot be read ({FirstLine(unreadable)}): check the file and its password.",
            InvalidOperationException when certificates.Length == 0 && addresses.Any(url => url.StartsWith("https:", StringComparison.OrdinalIgnoreCase)) =>
                $"The program has no certificate for {all}: name one in Kestrel:Certificates:Default:Path, or listen with http behind a proxy.",
            _ => null,
        }).FirstOrDefault(reason => reason is not null);
    }

    private static bool Names(Exception exception, string url) => exception.Message.Contains(url.TrimEnd('/'), StringComparison.OrdinalIgnoreCase);

    private static string FirstLine(Exception exception) => exception.Message.Split('\n')[0].TrimEnd('.', ' ', '\r');

    private static IEnumerable<Exception> Causes(Exception exception) =>
    [
        exception,
        .. exception is AggregateException several ? several.InnerExceptions.SelectMany(Causes)
            : exception.InnerException is { } inner ? Causes(inner) : [],
    ];
}
