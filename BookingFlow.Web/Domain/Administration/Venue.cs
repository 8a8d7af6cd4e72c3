namespace BookingFlow.Web.Domain.Administration;

/// <summary>The venue as pages and mails show it: its name and contact, and the time zone in which times are shown and entered.</summary>
/// <remarks>A snapshot of <see cref="VenueProfile"/>, which an Administrator edits.</remarks>
public sealed record Venue(string Name, TimeZoneInfo TimeZone)
{
    /// <summary><see cref="RetentionDays"/> of a venue that has not changed it.</summary>
    public const int DefaultRetentionDays = 30;

    /// <summary>The venue's language, one of <see cref="OfferedLanguages"/>: used if a visitor requests no offered language.</summary>
    public string Language { get; init; } = Languages.Default;

    /// <summary>The languages that visitors can choose: one or more of <see cref="Languages.OfVisitors"/>, in that order.</summary>
    public IReadOnlyList<string> OfferedLanguages { get; init; } = Languages.OfVisitors;

    /// <summary>Postal address, in one or more lines; null if not given.</summary>
    public string? Address { get; init; }

    /// <summary>Telephone of the box office, as people write it; null if not given.</summary>
    public string? Phone { get; init; }

    /// <summary>E-mail address of the box office; null if not given.</summary>
    public string? Email { get; init; }

    /// <summary>An absolute http or https address; null if not given.</summary>
    public string? Website { get; init; }

    /// <summary>How to get to the building, in one or more lines; null if not given. A room may have directions of its own.</summary>
    public string? Directions { get; init; }

    /// <summary>
    /// How many days after the start of a performance the personal data of its parties is erased, 1 to <see cref="Limits.RetentionDays"/>.
    /// </summary>
    public int RetentionDays { get; init; } = DefaultRetentionDays;

    /// <summary>Null for the colours of the style sheets.</summary>
    public AccentColour? Accent { get; init; }

    /// <summary>The accent colour in use: <see cref="Accent"/>, or that of the style sheets.</summary>
    public AccentColour AccentInUse => Accent ?? AccentColour.Default;

    /// <summary>The websites that may show the programme in a frame (<see cref="WebOrigin"/>); often none.</summary>
    public IReadOnlyList<string> FrameOrigins { get; init; } = [];

    /// <summary>The kinds of which the venue has written a <see cref="VenueText"/>, in the order of their links; often none.</summary>
    public IReadOnlyList<VenueTextKind> WrittenTexts { get; init; } = [];

    /// <summary>The kinds of texts that have a page: the privacy notice has one also if the venue has not written its own.</summary>
    public IEnumerable<VenueTextKind> TextPages => WrittenTexts.Append(VenueTextKind.Privacy).Distinct().Order();

    /// <summary>Id of the <see cref="VenueLogo"/>; null if there is none.</summary>
    public int? LogoId { get; init; }

    /// <summary>The address in one line; null if not given.</summary>
    public string? AddressLine => Address?.Replace("\n", ", ", StringComparison.Ordinal);

    /// <summary>The telephone as a <c>tel:</c> link; null if there is none.</summary>
    public string? PhoneLink => Phone is { } phone ? "tel:" + string.Concat(phone.Where(c => char.IsAsciiDigit(c) || c == '+')) : null;

    /// <summary>The host of <see cref="Website"/>, as the text of a link; null if there is none.</summary>
    public string? WebsiteName => Website is { } website ? new Uri(website).IdnHost : null;

    /// <summary>Whether visitors can be told whom to call or write to.</summary>
    public bool HasContact => (Phone ?? Email) is not null;

    /// <summary>Returns until when the personal data of a performance's parties is kept; UTC.</summary>
    /// <param name="startsAt">Start of the performance; UTC.</param>
    public DateTime KeptUntil(DateTime startsAt) => startsAt.AddDays(RetentionDays);

    /// <summary>Converts UTC to the venue's local time.</summary>
    public DateTimeOffset Local(DateTime utc) =>
        TimeZoneInfo.ConvertTime(new DateTimeOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc)), TimeZone);

    /// <summary>Returns the number of local calendar days from now to a time: 0 on the same day, negative in the past.</summary>
    /// <remarks>Calendar days, not periods of 24 hours: from one evening to the next morning is one day.</remarks>
    /// <param name="utc">UTC.</param>
    /// <param name="now">UTC.</param>
    public int DaysUntil(DateTime utc, DateTime now) =>
        DateOnly.FromDateTime(Local(utc).DateTime).DayNumber - DateOnly.FromDateTime(Local(now).DateTime).DayNumber;

    /// <summary>Returns the start of a local day, in UTC. If the clock skips midnight, this is the first time that exists on that day.</summary>
    public DateTime StartOfDay(DateOnly day) => NearestUtc(day.ToDateTime(TimeOnly.MinValue));

    /// <summary>Converts a local time to UTC.</summary>
    /// <param name="clock">A local time of the venue.</param>
    /// <param name="occurrence">Which occurrence is meant of an ambiguous local time; ignored for others.</param>
    /// <returns>UTC; or <see cref="FieldProblem.DoesNotExist"/> or <see cref="FieldProblem.HappensTwice"/>.</returns>
    public (DateTime? Utc, FieldProblem? Problem) ToUtc(DateTime clock, Occurrence? occurrence = null)
    {
        clock = DateTime.SpecifyKind(clock, DateTimeKind.Unspecified);
        if (TimeZone.IsInvalidTime(clock))
        {
            return (null, FieldProblem.DoesNotExist);
        }

        if (!TimeZone.IsAmbiguousTime(clock))
        {
            return (TimeZoneInfo.ConvertTimeToUtc(clock, TimeZone), null);
        }

        var offsets = TimeZone.GetAmbiguousTimeOffsets(clock);
        return occurrence switch
        {
            Occurrence.First => (Utc(clock - offsets.Max()), null),
            Occurrence.Second => (Utc(clock - offsets.Min()), null),
            null => (null, FieldProblem.HappensTwice),
        };
    }

    /// <summary>
    /// Converts a computed local time to UTC without failing: a skipped time becomes the time after the gap, an ambiguous one its first
    /// occurrence.
    /// </summary>
    /// <param name="clock">A local time of the venue.</param>
    public DateTime NearestUtc(DateTime clock)
    {
        var (utc, problem) = ToUtc(clock, Occurrence.First);
        // The offset in force before the gap moves a skipped time forward by the length of the gap.
        return problem is null ? utc!.Value : Utc(clock - TimeZone.GetUtcOffset(clock.AddDays(-1)));
    }

    /// <summary>Returns which occurrence of its local time a UTC time is; null if the local time is not ambiguous.</summary>
    public Occurrence? OccurrenceOf(DateTime utc)
    {
        var local = Local(utc);
        if (!TimeZone.IsAmbiguousTime(local.DateTime))
        {
            return null;
        }

        return local.Offset == TimeZone.GetAmbiguousTimeOffsets(local.DateTime).Max() ? Occurrence.First : Occurrence.Second;
    }

    private static DateTime Utc(DateTime time) => DateTime.SpecifyKind(time, DateTimeKind.Utc);
}
