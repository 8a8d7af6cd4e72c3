using System.ComponentModel.DataAnnotations;

namespace BookingFlow.Web.Hosting.Settings;

/// <summary>The section <c>Health</c>.</summary>
public sealed class HealthSettings
{
    /// <summary>The free space, in megabytes, below which the program is not ready. 100 if it is not set.</summary>
    [Range(0, 1_000_000)]
    public int? MinimumFreeMegabytes { get; set; } = 100;
}
