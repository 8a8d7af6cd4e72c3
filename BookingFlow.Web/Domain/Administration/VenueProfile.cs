namespace BookingFlow.Web.Domain.Administration;

/// <summary>What an Administrator has entered about the venue: one row, created at the first start from the settings file.</summary>
/// <remarks>Pages and mails use the snapshots <see cref="Venue"/> and <see cref="BookingRules"/> (docs/decisions/0044).</remarks>
public sealed class VenueProfile
{
    /// <summary>The id of the only row, so that two nodes that start at the same time cannot create two.</summary>
    public const int OnlyId = 1;

    public int Id { get; private set; } = OnlyId;

    /// <summary>Incremented by each change: a concurrency token, and how other nodes notice the change.</summary>
    public int Version { get; private set; } = 1;

    public required string Name { get; set; }

    /// <inheritdoc cref="Venue.Address"/>
    public string? Address { get; set; }

    /// <inheritdoc cref="Venue.Phone"/>
    public string? Phone { get; set; }

    /// <inheritdoc cref="Venue.Email"/>
    public string? Email { get; set; }

    /// <inheritdoc cref="Venue.Website"/>
    public string? Website { get; set; }

    /// <inheritdoc cref="Venue.Directions"/>
    public string? Directions { get; set; }

    /// <summary>A name from the IANA time zone database, such as <c>Europe/Rome</c>.</summary>
    public required string TimeZone { get; set; }

    /// <inheritdoc cref="Venue.Language"/>
    public required string Language { get; set; }

    /// <summary><see cref="Venue.OfferedLanguages"/>, separated by commas.</summary>
    public required string OfferedLanguages { get; set; }

    /// <inheritdoc cref="BookingRules.MaxPartySize"/>
    public int MaxPartySize { get; set; }

    /// <summary><see cref="BookingRules.ConfirmationLifetime"/> in seconds.</summary>
    public int ConfirmationSeconds { get; set; }

    /// <summary><see cref="BookingRules.CheckInOpensBefore"/> in seconds.</summary>
    public int? CheckInOpensSecondsBefore { get; set; }

    /// <summary><see cref="BookingRules.CheckInClosesAfter"/> in seconds.</summary>
    public int? CheckInClosesSecondsAfter { get; set; }

    /// <summary><see cref="BookingRules.ChangesCloseBefore"/> in seconds.</summary>
    public int? ChangesCloseSecondsBefore { get; set; }

    /// <inheritdoc cref="BookingRules.ReminderHours"/>
    public int ReminderHours { get; set; } = BookingRules.DefaultReminderHours;

    /// <inheritdoc cref="BookingRules.WaitingListClosesMinutes"/>
    public int WaitingListClosesMinutes { get; set; } = BookingRules.DefaultWaitingListClosesMinutes;

    /// <inheritdoc cref="BookingRules.SearchesNamesOffline"/>
    public bool SearchesNamesOffline { get; set; }

    /// <inheritdoc cref="Venue.RetentionDays"/>
    public int RetentionDays { get; set; } = Venue.DefaultRetentionDays;

    /// <summary>Six hexadecimal digits after a number sign; null for the colours of the style sheets.</summary>
    public string? AccentColour { get; set; }

    /// <summary><see cref="Venue.FrameOrigins"/>, separated by spaces; null if there is none.</summary>
    public string? FrameOrigins { get; set; }

    /// <summary><see cref="Venue.WrittenTexts"/>, separated by commas; null if there is none.</summary>
    public string? WrittenTexts { get; private set; }

    /// <inheritdoc cref="Venue.LogoId"/>
    public int? LogoId { get; set; }

    /// <summary>When it was last changed; UTC; null while it has the first values, from the settings file.</summary>
    public DateTime? ChangedAt { get; private set; }

    /// <summary>Marks the profile as changed.</summary>
    /// <param name="now">UTC.</param>
    public void Touch(DateTime now) => (Version, ChangedAt) = (Version + 1, now);

    /// <summary>Notes that the venue has a text of its own of this kind, or no longer has one.</summary>
    public void SetWritten(VenueTextKind kind, bool isWritten)
    {
        var others = KindsOf(WrittenTexts).Where(other => other != kind);
        VenueTextKind[] kinds = [.. (isWritten ? others.Append(kind) : others).Order()];
        WrittenTexts = kinds.Length > 0 ? string.Join(',', kinds) : null;
    }

    public void Apply(ValidVenue valid)
    {
        (Name, Address, Phone, Email, Website, Directions) = (
            valid.Name, valid.Address, valid.Phone, valid.Email, valid.Website, valid.Directions);
        (TimeZone, Language, OfferedLanguages) = (valid.TimeZone, valid.Language, string.Join(',', valid.OfferedLanguages));
        (MaxPartySize, ConfirmationSeconds) = (valid.MaxPartySize, 60 * valid.ConfirmationMinutes);
        (CheckInOpensSecondsBefore, CheckInClosesSecondsAfter) = (60 * valid.CheckInOpensMinutesBefore, 60 * valid.CheckInClosesMinutesAfter);
        ChangesCloseSecondsBefore = 60 * valid.ChangesCloseMinutesBefore;
        ReminderHours = valid.ReminderHours;
        WaitingListClosesMinutes = valid.WaitingListClosesMinutes;
        SearchesNamesOffline = valid.SearchesNamesOffline;
        RetentionDays = valid.RetentionDays;
        AccentColour = valid.AccentColour?.Hex;
        FrameOrigins = valid.FrameOrigins.Count > 0 ? string.Join(' ', valid.FrameOrigins) : null;
    }

    /// <exception cref="TimeZoneNotFoundException">This machine does not know the time zone.</exception>
    public Venue ToVenue() => new(Name, TimeZoneInfo.FindSystemTimeZoneById(TimeZone))
    {
        Language = Language,
        OfferedLanguages = OfferedLanguages.Split(','),
        Address = Address,
        Phone = Phone,
        Email = Email,
        Website = Website,
        Directions = Directions,
        RetentionDays = RetentionDays,
        Accent = Colour.Parse(AccentColour) is { } colour ? Administration.AccentColour.Of(colour) : null,
        FrameOrigins = FrameOrigins?.Split(' ') ?? [],
        WrittenTexts = KindsOf(WrittenTexts),
        LogoId = LogoId,
    };

    public BookingRules ToBookingRules() => new(
        MaxPartySize, TimeSpan.FromSeconds(ConfirmationSeconds), Seconds(CheckInOpensSecondsBefore), Seconds(CheckInClosesSecondsAfter))
    {
        ChangesCloseBefore = Seconds(ChangesCloseSecondsBefore),
        ReminderHours = ReminderHours,
        WaitingListClosesMinutes = WaitingListClosesMinutes,
        SearchesNamesOffline = SearchesNamesOffline,
    };

    private static VenueTextKind[] KindsOf(string? written) =>
        written is null ? [] : [.. written.Split(',').Select(Enum.Parse<VenueTextKind>)];

    private static TimeSpan? Seconds(int? seconds) => seconds is { } some ? TimeSpan.FromSeconds(some) : null;
}
