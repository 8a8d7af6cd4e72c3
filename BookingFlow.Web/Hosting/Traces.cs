namespace BookingFlow.Web.Hosting;

/// <summary>What a trace of a request may say.</summary>
public static class Traces
{
    /// <summary>
    /// The framework can write a request's address into its trace (<c>url.path</c>), and some addresses hold tokens.
    /// It is off by default in this version of .NET; said here, so that it stays off in the next one and whatever
    /// listens. A listener that reads the request itself must leave the path out: see docs/operating.md.
    /// </summary>
    public static void LeaveAddressesOut() => AppContext.SetSwitch("Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData", isEnabled: true);
}
