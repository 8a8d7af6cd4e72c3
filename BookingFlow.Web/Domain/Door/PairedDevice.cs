namespace BookingFlow.Web.Domain.Door;

/// <summary>A device that checks in one performance for an evening, without a staff account of its own (docs/decisions/0073).</summary>
/// <remarks>
/// A staff member prepares it, which makes a link; the device that opens the link first is paired. Everything that it does is recorded for that staff
/// member's account, under the name of <see cref="Actor"/>.
/// </remarks>
public sealed class PairedDevice
{
    /// <summary>How long the link of a device can be used.</summary>
    public static readonly TimeSpan LinkLifetime = TimeSpan.FromMinutes(10);

    /// <summary>How long after the start a pairing ends if the doors never close.</summary>
    public static readonly TimeSpan EndsAfterStart = TimeSpan.FromHours(6);

    /// <summary>How long before the start a device can be paired.</summary>
    public static readonly TimeSpan OpensBeforeStart = TimeSpan.FromHours(24);

    public int Id { get; private set; }

    public int PerformanceId { get; private set; }

    public Performance Performance { get; private set; } = null!;

    /// <summary>SHA-256 of the link's raw token; 32 bytes; unique.</summary>
    public byte[] Hash { get; private set; } = [];

    /// <summary>When the link was made; UTC.</summary>
    public DateTime CreatedAt { get; private set; }

    /// <summary>The staff member who made the link.</summary>
    public int StaffId { get; private set; }

    /// <summary>Their name at that time.</summary>
    public string StaffName { get; private set; } = "";

    /// <summary>When a device used the link; UTC; null until then.</summary>
    public DateTime? PairedAt { get; private set; }

    /// <summary>Name of the volunteer who has the device; empty until it is paired.</summary>
    public string Volunteer { get; private set; } = "";

    /// <summary>When the pairing was ended before its time; UTC.</summary>
    public DateTime? EndedAt { get; private set; }

    /// <summary>Who checks in with the device: the staff member's account, named as the volunteer with the staff member in brackets.</summary>
    public Actor Actor => new(StaffId, NameOf(Volunteer, StaffName));

    public static PairedDevice Of(Token link, int performanceId, Actor by, DateTime now) => new()
    {
        PerformanceId = performanceId,
        Hash = link.Hash,
        CreatedAt = now,
        StaffId = by.Id ?? throw new ArgumentException("Only a staff member can pair a device.", nameof(by)),
        StaffName = by.Name,
    };

    /// <summary>When the pairing of a device ends by itself: when the doors close.</summary>
    public static DateTime EndsAt(DateTime startsAt, int? doorsCloseMinutesAfter, BookingRules rules) =>
        rules.DoorsCloseAt(startsAt, doorsCloseMinutesAfter) ?? startsAt + EndsAfterStart;

    /// <inheritdoc cref="EndsAt(DateTime, int?, BookingRules)"/>
    public static DateTime EndsAt(Performance performance, BookingRules rules) =>
        EndsAt(performance.StartsAt, performance.CheckInClosesMinutesAfter, rules);

    /// <summary>Whether devices can be paired for the performance now.</summary>
    public static bool CanPair(Performance performance, BookingRules rules, DateTime now) =>
        performance.CancelledAt is null && now >= performance.StartsAt - OpensBeforeStart && now < EndsAt(performance, rules);

    /// <summary>Validates the name of a volunteer.</summary>
    /// <param name="typed">As submitted.</param>
    /// <returns>The problem, or null if the name is valid.</returns>
    public static InvalidField? CheckVolunteer(string? typed)
    {
        var name = FieldChecks.NormalizeLine(typed);
        return FieldChecks.Required(FormField.Volunteer, name) ?? FieldChecks.Text(FormField.Volunteer, name, Limits.Volunteer);
    }

    /// <summary>Whether the link can be used now.</summary>
    public bool IsUsable(DateTime now) => PairedAt is null && EndedAt is null && now < CreatedAt + LinkLifetime;

    /// <param name="volunteer">Valid by <see cref="CheckVolunteer"/>.</param>
    public void Pair(string volunteer, DateTime now)
    {
        PairedAt = now;
        NameVolunteer(volunteer);
    }

    /// <param name="volunteer">Valid by <see cref="CheckVolunteer"/>.</param>
    public void NameVolunteer(string volunteer) => Volunteer = FieldChecks.NormalizeLine(volunteer)!;

    public void End(DateTime now) => EndedAt = now;

    // No words, because the name is stored and read in several languages.
    private static string NameOf(string volunteer, string staffName) =>
        $"{volunteer} ({staffName.Truncate(Limits.Name - volunteer.Length - 3)})";
}
