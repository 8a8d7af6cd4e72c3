using System.Net;
using System.Threading.RateLimiting;

namespace BookingFlow.Web.Hosting.Security;

/// <summary>The settings below <c>RateLimits</c>: how many submissions in which span of time.</summary>
public sealed record RequestLimitSettings(bool Enabled, int PerClient, TimeSpan PerClientWindow, int PerEmail, TimeSpan PerEmailWindow);
