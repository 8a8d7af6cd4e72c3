using System.Globalization;

namespace BookingFlow.Web.Domain.Programme;

/// <summary>Validated input of the performance form. Times are UTC.</summary>
public sealed record ValidPerformance
{
    private ValidPerformance()
    {
    }

    public required int ShowId { get; init; }

    public required int RoomId { get; init; }

    public required DateTime StartsAt { get; init; }

    public required Visibility Visibility { get; init; }

    public required bool BookingEnabled { get; init; }

    public bool OnePerAddress { get; init; }

    public DateTime? BookingOpensAt { get; init; }

    public DateTime? BookingClosesAt { get; init; }

    public int? MaxPartySize { get; init; }

    public int? CheckInOpensMinutesBefore { get; init; }

    public int? CheckInClosesMinutesAfter { get; init; }

    /// <inheritdoc cref="Performance.ReminderHours"/>
    public int? ReminderHours { get; init; }

    /// <inheritdoc cref="Performance.CurtainReleaseMinutes"/>
    public int? CurtainReleaseMinutes { get; init; }

    public int AdditionalSeats { get; init; }

    public int ManuallyOccupiedSeats { get; init; }

    /// <summary>Number of wheelchair places; null for the room's.</summary>
    public int? WheelchairPlaces { get; init; }

    /// <summary>Number of companion places; null for the room's.</summary>
    public int? CompanionPlaces { get; init; }

    /// <summary>Wheelchair and companion places, once those of the room are known.</summary>
    public AccessPlaces AccessPlaces => new(WheelchairPlaces ?? 0, CompanionPlaces ?? 0);

    /// <inheritdoc cref="Performance.AccessReleaseHours"/>
    public int AccessReleaseHours { get; init; } = Performance.DefaultAccessReleaseHours;

    /// <summary>Fills in the room's numbers of access places where none were entered, and validates the seats against the room's capacity.</summary>
    /// <returns>The plan, or: InvalidInput.</returns>
    public Result<ValidPerformance> In(Room room)
    {
        var seats = room.Capacity + AdditionalSeats;
        if (ManuallyOccupiedSeats > seats)
        {
            return Failure.InvalidInput(new InvalidField(FormField.OccupiedSeats, FieldProblem.TooLarge, seats));
        }

        var plan = this with
        {
            WheelchairPlaces = WheelchairPlaces ?? room.WheelchairPlaces,
            CompanionPlaces = CompanionPlaces ?? room.CompanionPlaces,
        };
        var left = seats - ManuallyOccupiedSeats;
        if (plan.WheelchairPlaces > left)
        {
            return Failure.InvalidInput(new InvalidField(FormField.WheelchairPlaces, FieldProblem.TooLarge, left));
        }

        return plan.AccessPlaces.Total > left
            ? Failure.InvalidInput(new InvalidField(FormField.CompanionPlaces, FieldProblem.TooLarge, left - plan.AccessPlaces.Wheelchair))
            : plan;
    }

    /// <summary>Validates the input and returns all problems at once.</summary>
    /// <param name="currentStart">Current start of the performance; UTC; null for a new one. Only a changed start must be in the future.</param>
    /// <returns>The validated input, or: InvalidInput.</returns>
    public static Result<ValidPerformance> Check(
        PerformanceInput typed, PerformanceChoices choices, Venue venue, DateTime now, DateTime? currentStart = null)
    {
        var wrong = new List<InvalidField>();
        var show = Choice(FormField.Show, typed.Show, choices.Shows, wrong);
        var room = Choice(FormField.Room, typed.Room, choices.Rooms, wrong);
        var starts = typed.Start.Read(LocalDateTimeFields.Start, venue, required: true, wrong);
        if (starts <= now && starts != currentStart)
        {
            wrong.Add(new(FormField.Date, FieldProblem.TooEarly));
        }

        var opens = typed.BookingOpens.Read(LocalDateTimeFields.BookingOpens, venue, required: false, wrong);
        var closes = typed.BookingCloses.Read(LocalDateTimeFields.BookingCloses, venue, required: false, wrong);
        if (opens >= starts)
        {
            wrong.Add(new(FormField.BookingOpensDate, FieldProblem.TooLate));
        }

        if (closes <= opens)
        {
            wrong.Add(new(FormField.BookingClosesDate, FieldProblem.TooEarly));
        }
        else if (closes > starts)
        {
            wrong.Add(new(FormField.BookingClosesDate, FieldProblem.TooLate));
        }

        var visibility = (Visibility)Array.IndexOf(Enum.GetNames<Visibility>(), typed.Visibility ?? nameof(Visibility.Private));
        if (!Enum.IsDefined(visibility))
        {
            wrong.Add(new(FormField.Visibility, FieldProblem.NotAChoice));
        }

        var most = Number(FormField.MaxPartySize, typed.MaxPartySize, Limits.PartySize, wrong);
        if (most == 0)
        {
            wrong.Add(new(FormField.MaxPartySize, FieldProblem.NotPositive));
        }

        var (doorsOpen, doorsClose, reminder, curtain, additional, occupied) = (
            Number(FormField.CheckInOpens, typed.CheckInOpens, Limits.CheckInMinutes, wrong),
            Number(FormField.CheckInCloses, typed.CheckInCloses, Limits.CheckInMinutes, wrong),
            Number(FormField.ReminderHours, typed.ReminderHours, Limits.ReminderHours, wrong),
            Number(FormField.CurtainRelease, typed.CurtainRelease, Limits.CurtainReleaseMinutes, wrong),
            Number(FormField.AdditionalSeats, typed.AdditionalSeats, Limits.RoomCapacity, wrong),
            Number(FormField.OccupiedSeats, typed.OccupiedSeats, Limits.RoomCapacity, wrong));
        var (wheelchair, companion, release) = (
            Number(FormField.WheelchairPlaces, typed.WheelchairPlaces, Limits.RoomCapacity, wrong),
            Number(FormField.CompanionPlaces, typed.CompanionPlaces, Limits.RoomCapacity, wrong),
            Number(FormField.AccessReleaseHours, typed.AccessReleaseHours, Limits.AccessReleaseHours, wrong));
        return wrong.Count > 0
            ? Failure.InvalidInput([.. wrong.OrderBy(w => w.Field)])
            : new ValidPerformance
            {
                ShowId = show!.Value,
                RoomId = room!.Value,
                StartsAt = starts!.Value,
                Visibility = visibility,
                BookingEnabled = typed.BookingEnabled,
                OnePerAddress = typed.OnePerAddress,
                BookingOpensAt = opens,
                BookingClosesAt = closes,
                MaxPartySize = most,
                CheckInOpensMinutesBefore = doorsOpen,
                CheckInClosesMinutesAfter = doorsClose,
                ReminderHours = reminder,
                CurtainReleaseMinutes = curtain,
                AdditionalSeats = additional ?? 0,
                ManuallyOccupiedSeats = occupied ?? 0,
                WheelchairPlaces = wheelchair,
                CompanionPlaces = companion,
                AccessReleaseHours = release ?? Performance.DefaultAccessReleaseHours,
            };
    }

    /// <summary>Whether the input has another show, room or start than a performance, so that its tickets say something else.</summary>
    public bool MovesFrom(Performance performance) =>
        (performance.ShowId, performance.RoomId, performance.StartsAt) != (ShowId, RoomId, StartsAt);

    /// <summary>Copies a performance's settings to another room and start, with the booking times shifted along with the start.</summary>
    /// <param name="startsAt">Start of the copy; UTC.</param>
    public static ValidPerformance CopyOf(Performance model, int roomId, DateTime startsAt, Venue venue) => new()
    {
        ShowId = model.ShowId,
        RoomId = roomId,
        StartsAt = startsAt,
        Visibility = model.Visibility,
        BookingEnabled = model.BookingEnabled,
        OnePerAddress = model.OnePerAddress,
        BookingOpensAt = ShiftWithStart(model.BookingOpensAt, model.StartsAt, startsAt, venue),
        BookingClosesAt = ShiftWithStart(model.BookingClosesAt, model.StartsAt, startsAt, venue),
        MaxPartySize = model.MaxPartySize,
        CheckInOpensMinutesBefore = model.CheckInOpensMinutesBefore,
        CheckInClosesMinutesAfter = model.CheckInClosesMinutesAfter,
        ReminderHours = model.ReminderHours,
        CurtainReleaseMinutes = model.CurtainReleaseMinutes,
        AdditionalSeats = model.AdditionalSeats,
        ManuallyOccupiedSeats = model.ManuallyOccupiedSeats,
        WheelchairPlaces = model.WheelchairPlaces,
        CompanionPlaces = model.CompanionPlaces,
        AccessReleaseHours = model.AccessReleaseHours,
    };

    // Shifted in local time, so that "four weeks before, at ten" stays at ten across a clock change.
    private static DateTime? ShiftWithStart(DateTime? at, DateTime start, DateTime newStart, Venue venue) => at is { } time
        ? venue.NearestUtc(venue.Local(newStart).DateTime + (venue.Local(time).DateTime - venue.Local(start).DateTime))
        : null;

    private static int? Choice(FormField field, string? typed, IReadOnlyCollection<int> choices, List<InvalidField> wrong)
    {
        typed = FieldChecks.Normalize(typed);
        if (int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var chosen) && choices.Contains(chosen))
        {
            return chosen;
        }

        wrong.Add(new(field, typed is null ? FieldProblem.Missing : FieldProblem.NotAChoice));
        return null;
    }

    private static int? Number(FormField field, string? typed, int limit, List<InvalidField> wrong)
    {
        typed = FieldChecks.Normalize(typed);
        if (FieldChecks.Number(field, typed, limit) is { } problem)
        {
            wrong.Add(problem);
            return null;
        }

        return FieldChecks.ReadNumber(typed);
    }
}
