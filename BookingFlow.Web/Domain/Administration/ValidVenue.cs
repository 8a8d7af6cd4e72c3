namespace BookingFlow.Web.Domain.Administration;

/// <summary>Validated input of the venue's profile.</summary>
public sealed record ValidVenue
{
    private ValidVenue()
    {
    }

    public required string Name { get; init; }

    public string? Address { get; init; }

    public string? Phone { get; init; }

    public string? Email { get; init; }

    public string? Website { get; init; }

    public string? Directions { get; init; }

    public required string TimeZone { get; init; }

    /// <summary>One or more of <see cref="Languages.OfVisitors"/>, in that order.</summary>
    public required IReadOnlyList<string> OfferedLanguages { get; init; }

    public required string Language { get; init; }

    public required int MaxPartySize { get; init; }

    public required int ConfirmationMinutes { get; init; }

    public int? CheckInOpensMinutesBefore { get; init; }

    public int? CheckInClosesMinutesAfter { get; init; }

    public int? ChangesCloseMinutesBefore { get; init; }

    /// <inheritdoc cref="BookingRules.WaitingListClosesMinutes"/>
    public required int WaitingListClosesMinutes { get; init; }

    public required int ReminderHours { get; init; }

    /// <inheritdoc cref="BookingRules.SearchesNamesOffline"/>
    public bool SearchesNamesOffline { get; init; }

    public required int RetentionDays { get; init; }

    public Colour? AccentColour { get; init; }

    /// <inheritdoc cref="Venue.FrameOrigins"/>
    public required IReadOnlyList<string> FrameOrigins { get; init; }

    /// <summary>Validates the input and returns all problems at once.</summary>
    /// <returns>The validated input, or: InvalidInput.</returns>
    public static Result<ValidVenue> Check(VenueInput typed)
    {
        var (
            name, address, phone, email, website, directions, timeZone, limit, lifetime, opens, closes, changes, waiting, reminder, retention,
            colour, origins) = (
            FieldChecks.Normalize(typed.VenueName), FieldChecks.Normalize(typed.VenueAddress), FieldChecks.Normalize(typed.VenuePhone),
            FieldChecks.Normalize(typed.VenueEmail), FieldChecks.Normalize(typed.Website), FieldChecks.Normalize(typed.VenueDirections),
            FieldChecks.Normalize(typed.TimeZone), FieldChecks.Normalize(typed.MaxPartySize), FieldChecks.Normalize(typed.ConfirmationLifetime),
            FieldChecks.Normalize(typed.CheckInOpens), FieldChecks.Normalize(typed.CheckInCloses), FieldChecks.Normalize(typed.ChangesClose),
            FieldChecks.Normalize(typed.WaitingListCloses), FieldChecks.Normalize(typed.ReminderHours), FieldChecks.Normalize(typed.RetentionDays),
            FieldChecks.Normalize(typed.AccentColour), FieldChecks.Normalize(typed.FrameOrigins));
        string[] offered = [.. Languages.OfVisitors.Where(language => typed.OfferedLanguages?.Contains(language, StringComparer.Ordinal) == true)];
        InvalidField?[] found =
        [
            FieldChecks.Required(FormField.VenueName, name) ?? FieldChecks.Text(FormField.VenueName, name, Limits.VenueName),
            Lines(FormField.VenueAddress, address, Limits.VenueAddress, Limits.VenueAddressLines),
            FieldChecks.Text(FormField.VenuePhone, phone, Limits.Phone) ?? WrongPhone(phone),
            FieldChecks.Email(FormField.VenueEmail, email, required: false),
            FieldChecks.Text(FormField.Website, website, Limits.WebAddress) ?? WrongWebsite(website),
            Lines(FormField.VenueDirections, directions, Limits.Directions, Limits.DirectionsLines),
            FieldChecks.Required(FormField.TimeZone, timeZone) ?? WrongTimeZone(timeZone!),
            offered.Length == 0 ? new(FormField.OfferedLanguages, FieldProblem.Missing) : null,
            offered.Contains(typed.VenueLanguage, StringComparer.Ordinal) ? null : new(FormField.VenueLanguage, FieldProblem.NotAChoice),
            FieldChecks.Required(FormField.MaxPartySize, limit) ?? FieldChecks.People(FormField.MaxPartySize, limit, Limits.PartySize),
            FieldChecks.Required(FormField.ConfirmationLifetime, lifetime)
                ?? FieldChecks.Number(FormField.ConfirmationLifetime, lifetime, Limits.ConfirmationMinutes)
                ?? (FieldChecks.ReadNumber(lifetime) == 0 ? new(FormField.ConfirmationLifetime, FieldProblem.NotPositive) : null),
            FieldChecks.Number(FormField.CheckInOpens, opens, Limits.CheckInMinutes),
            FieldChecks.Number(FormField.CheckInCloses, closes, Limits.CheckInMinutes),
            FieldChecks.Number(FormField.ChangesClose, changes, Limits.ChangesCloseMinutes),
            FieldChecks.Required(FormField.WaitingListCloses, waiting)
                ?? FieldChecks.Number(FormField.WaitingListCloses, waiting, Limits.WaitingListClosesMinutes),
            FieldChecks.Required(FormField.ReminderHours, reminder)
                ?? FieldChecks.Number(FormField.ReminderHours, reminder, Limits.ReminderHours),
            FieldChecks.Required(FormField.RetentionDays, retention)
                ?? FieldChecks.Number(FormField.RetentionDays, retention, Limits.RetentionDays)
                ?? (FieldChecks.ReadNumber(retention) == 0 ? new(FormField.RetentionDays, FieldProblem.NotPositive) : null),
            WrongColour(colour),
            FieldChecks.Text(FormField.FrameOrigins, origins, Limits.FrameOriginsText, lineBreaks: true) ?? WrongOrigins(origins),
        ];
        var wrong = found.OfType<InvalidField>().ToArray();
        return wrong.Length > 0
            ? Failure.InvalidInput(wrong)
            : new ValidVenue
            {
                Name = name!,
                Address = address,
                Phone = phone,
                Email = email,
                Website = ReadWebsite(website),
                Directions = directions,
                TimeZone = timeZone!,
                OfferedLanguages = offered,
                Language = typed.VenueLanguage!,
                MaxPartySize = FieldChecks.ReadNumber(limit)!.Value,
                ConfirmationMinutes = FieldChecks.ReadNumber(lifetime)!.Value,
                CheckInOpensMinutesBefore = FieldChecks.ReadNumber(opens),
                CheckInClosesMinutesAfter = FieldChecks.ReadNumber(closes),
                ChangesCloseMinutesBefore = FieldChecks.ReadNumber(changes),
                WaitingListClosesMinutes = FieldChecks.ReadNumber(waiting)!.Value,
                ReminderHours = FieldChecks.ReadNumber(reminder)!.Value,
                SearchesNamesOffline = typed.SearchesNamesOffline,
                RetentionDays = FieldChecks.ReadNumber(retention)!.Value,
                AccentColour = Colour.Parse(colour),
                FrameOrigins = ReadOrigins(origins),
            };
    }

    // The ticket is printed on one page, which limits the number of lines.
    private static InvalidField? Lines(FormField field, string? text, int length, int lines) =>
        FieldChecks.Text(field, text, length, lineBreaks: true)
        ?? (text?.Count(character => character == '\n') >= lines ? new(field, FieldProblem.TooLarge, lines) : null);

    // Pages make a telephone link of it, which needs digits: three for the shortest numbers.
    private static InvalidField? WrongPhone(string? phone) =>
        phone is null || phone.Count(char.IsAsciiDigit) >= 3 ? null : new(FormField.VenuePhone, FieldProblem.NotAPhoneNumber);

    private static InvalidField? WrongWebsite(string? typed) => (typed, ReadWebsite(typed)) switch
    {
        (null, _) => null,
        (_, null) => new(FormField.Website, FieldProblem.NotAWebAddress),
        // Percent-encoding of non-ASCII characters makes an address longer.
        (_, { Length: > Limits.WebAddress }) => new(FormField.Website, FieldProblem.TooLong, Limits.WebAddress),
        _ => null,
    };

    // User information before the host can make an address look like one of another site.
    private static string? ReadWebsite(string? typed) => WebAddress.Read(typed) is { UserInfo.Length: 0 } address ? address.AbsoluteUri : null;

    private static InvalidField? WrongTimeZone(string timeZone) =>
        timeZone.Length <= Limits.TimeZone && TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var zone) && zone.HasIanaId
            ? null
            : new(FormField.TimeZone, FieldProblem.NotAChoice);

    private static InvalidField? WrongOrigins(string? typed)
    {
        if (Words(typed).FirstOrDefault(word => WebOrigin.Read(word) is null) is { } wrong)
        {
            return new(FormField.FrameOrigins, FieldProblem.NotAnOrigin, Typed: wrong);
        }

        var origins = ReadOrigins(typed);
        return origins.Count > Limits.FrameOrigins ? new(FormField.FrameOrigins, FieldProblem.TooLarge, Limits.FrameOrigins)
            // The ASCII form of a name with other letters is longer.
            : string.Join(' ', origins).Length > Limits.FrameOriginsText ? new(FormField.FrameOrigins, FieldProblem.TooLong, Limits.FrameOriginsText)
            : null;
    }

    private static IReadOnlyList<string> ReadOrigins(string? typed) =>
        [.. Words(typed).Select(WebOrigin.Read).OfType<string>().Distinct(StringComparer.Ordinal)];

    private static string[] Words(string? typed) => typed?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static InvalidField? WrongColour(string? typed) => (typed, Colour.Parse(typed)) switch
    {
        (null, _) => null,
        (_, null) => new(FormField.AccentColour, FieldProblem.NotAColour),
        (_, { } colour) when Administration.AccentColour.Of(colour) is null =>
            new(FormField.AccentColour, FieldProblem.TooLittleContrast, Typed: colour.Hex),
        _ => null,
    };
}
