using System.ComponentModel.DataAnnotations;
using BookingFlow.Web.Staff;

namespace BookingFlow.Web.Hosting.Settings;

/// <summary>The section <c>Staff</c>.</summary>
public sealed class StaffSettings
{
    /// <summary>How many days after the sign-in a session ends, however much it is used.</summary>
    [Range(1, StaffSession.MaxDays)]
    public int SessionDays { get; set; }

    internal TimeSpan SessionLifetime => TimeSpan.FromDays(SessionDays);
}
