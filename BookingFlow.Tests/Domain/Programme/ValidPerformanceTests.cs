namespace BookingFlow.Tests.Domain.Programme;

public sealed class ValidPerformanceTests
{
    private static readonly Venue Rome = new("Teatro", TimeZoneInfo.FindSystemTimeZoneById("Europe/Rome"));
    private static readonly PerformanceChoices Choices = new([1, 2], [7]);

    private static readonly PerformanceInput Good = new()
    {
        Show = "2",
        Room = "7",
        Date = "2027-03-14",
        Time = "20:00",
        Visibility = nameof(Visibility.Public),
        BookingEnabled = true,
        BookingOpensDate = "2027-02-01",
        BookingOpensTime = "10:00",
        BookingClosesDate = "2027-03-14",
        BookingClosesTime = "18:00",
        MaxPartySize = " 8 ",
        CheckInOpens = "60",
        CheckInCloses = "0",
        AdditionalSeats = "4",
        OccupiedSeats = "2",
    };

    [Fact]
    public void Valid_input_is_read_in_the_time_zone_of_the_venue()
    {
        var read = Check(Good).Value!;

        Assert.Equal((2, 7, Utc(2027, 3, 14, 19)), (read.ShowId, read.RoomId, read.StartsAt));
        Assert.Equal((Utc(2027, 2, 1, 9), Utc(2027, 3, 14, 17)), (read.BookingOpensAt, read.BookingClosesAt));
        Assert.Equal((8, 60, 0), (read.MaxPartySize, read.CheckInOpensMinutesBefore, read.CheckInClosesMinutesAfter));
        Assert.Equal((4, 2, Visibility.Public, true), (read.AdditionalSeats, read.ManuallyOccupiedSeats, read.Visibility, read.BookingEnabled));
    }

    [Fact]
    public void Only_show_room_date_and_time_are_required()
    {
        var read = Check(new() { Show = "1", Room = "7", Date = "2027-03-14", Time = "20:00" }).Value!;

        Assert.Equal((null, null, null), (read.BookingOpensAt, read.BookingClosesAt, read.MaxPartySize));
        Assert.Equal((0, 0, Visibility.Private, false), (read.AdditionalSeats, read.ManuallyOccupiedSeats, read.Visibility, read.BookingEnabled));
        Assert.Equal([FormField.Show, FormField.Room, FormField.Date, FormField.Time], InvalidFields(new()).Select(w => w.Field));
        Assert.All(InvalidFields(new()), w => Assert.Equal(FieldProblem.Missing, w.Problem));
    }

    [Fact]
    public void All_invalid_fields_are_reported_together_in_form_order() => Assert.Equal(
        [
            new(FormField.Show, FieldProblem.NotAChoice),
            new(FormField.Room, FieldProblem.NotAChoice),
            new(FormField.Date, FieldProblem.NotADate),
            new(FormField.Time, FieldProblem.NotATime),
            new(FormField.BookingOpensTime, FieldProblem.Missing),
            new(FormField.BookingClosesDate, FieldProblem.Missing),
            new(FormField.MaxPartySize, FieldProblem.NotPositive),
            new(FormField.CheckInOpens, FieldProblem.TooLarge, Limits.CheckInMinutes),
            new(FormField.CheckInCloses, FieldProblem.Negative),
            new(FormField.AdditionalSeats, FieldProblem.NotANumber),
            new InvalidField(FormField.OccupiedSeats, FieldProblem.Negative),
        ],
        InvalidFields(new()
        {
            Show = "3",
            Room = "hall",
            Date = "tomorrow",
            Time = "8 pm",
            BookingOpensDate = "2027-02-01",
            BookingClosesTime = "18:00",
            MaxPartySize = "0",
            CheckInOpens = "1441",
            CheckInCloses = "-1",
            AdditionalSeats = "four",
            OccupiedSeats = "-2",
        }));

    [Theory]
    [InlineData("2027-03-28", "02:30", null, FormField.Time, FieldProblem.DoesNotExist)]
    [InlineData("2027-10-31", "02:30", null, FormField.Occurrence, FieldProblem.HappensTwice)]
    [InlineData("2027-10-31", "02:30", "third", FormField.Occurrence, FieldProblem.HappensTwice)]
    public void A_skipped_or_ambiguous_start_time_is_invalid(
        string date, string time, string? occurrence, FormField field, FieldProblem problem) =>
        Assert.Equal([new InvalidField(field, problem)], InvalidFields(Good with { Date = date, Time = time, Occurrence = occurrence }));

    [Theory]
    [InlineData("First", 0)]
    [InlineData("Second", 1)]
    public void The_chosen_occurrence_resolves_an_ambiguous_time(string occurrence, int hour) => Assert.Equal(
        Utc(2027, 10, 31, hour).AddMinutes(30), Check(Good with { Date = "2027-10-31", Time = "02:30", Occurrence = occurrence }).Value!.StartsAt);

    [Theory]
    [InlineData("2027-03-14", "20:00", FormField.BookingOpensDate, FieldProblem.TooLate)]
    [InlineData("2027-03-14", "18:00", FormField.BookingClosesDate, FieldProblem.TooEarly)]
    [InlineData("2027-03-28", "02:30", FormField.BookingOpensTime, FieldProblem.DoesNotExist)]
    public void Booking_must_open_before_it_closes_and_before_the_start(string date, string time, FormField field, FieldProblem problem) =>
        Assert.Contains(new InvalidField(field, problem), InvalidFields(Good with { BookingOpensDate = date, BookingOpensTime = time }));

    [Fact]
    public void Booking_must_close_by_the_start()
    {
        Assert.True(Check(Good with { BookingClosesTime = "20:00" }).Succeeded);
        Assert.Equal([new InvalidField(FormField.BookingClosesDate, FieldProblem.TooLate)], InvalidFields(Good with { BookingClosesTime = "20:01" }));
    }

    [Fact]
    public void A_new_start_must_be_in_the_future_and_a_past_start_may_stay_unchanged()
    {
        var past = Good with
        {
            Date = "2026-09-05",
            Time = "12:00",
            BookingOpensDate = null,
            BookingOpensTime = null,
            BookingClosesDate = null,
            BookingClosesTime = null,
        };

        Assert.Equal([new InvalidField(FormField.Date, FieldProblem.TooEarly)], InvalidFields(past));
        Assert.True(ValidPerformance.Check(past, Choices, Rome, TestTimes.Now, TestTimes.Now).Succeeded);
        Assert.False(ValidPerformance.Check(past with { Time = "11:59" }, Choices, Rome, TestTimes.Now, TestTimes.Now).Succeeded);
    }

    [Fact]
    public void The_form_input_of_a_stored_performance_contains_its_values()
    {
        var performance = new APerformance()
            .BookingOpens(TestTimes.Now).WithMaxPartySize(6).DoorsOpenMinutesBefore(45).WithAdditionalSeats(3).Build();
        var typed = PerformanceInput.Of(performance, Rome);

        Assert.Equal(
            ("2026-09-12", "20:00", "2026-09-05", "12:00", null),
            (typed.Date, typed.Time, typed.BookingOpensDate, typed.BookingOpensTime, typed.BookingClosesDate));
        Assert.Equal(("6", "45", null, "3"), (typed.MaxPartySize, typed.CheckInOpens, typed.CheckInCloses, typed.AdditionalSeats));
    }

    [Fact]
    public void An_unknown_visibility_is_refused() => Assert.Equal(
            [new InvalidField(FormField.Visibility, FieldProblem.NotAChoice)], InvalidFields(Good with { Visibility = "public" }));

    [Fact]
    public void Access_places_are_those_entered_or_the_rooms()
    {
        var room = new ARoom().WithCapacity(40).Build();
        (room.WheelchairPlaces, room.CompanionPlaces) = (3, 2);

        Assert.Equal(new AccessPlaces(3, 2), Check(Good).Value!.In(room).Value!.AccessPlaces);
        Assert.Equal(
            new AccessPlaces(1, 0), Check(Good with { WheelchairPlaces = "1", CompanionPlaces = "0" }).Value!.In(room).Value!.AccessPlaces);
        Assert.Equal(36, Check(Good with { AccessReleaseHours = "36" }).Value!.AccessReleaseHours);
        Assert.Equal(Performance.DefaultAccessReleaseHours, Check(Good).Value!.AccessReleaseHours);
        Assert.Equal(AccessPlaces.None, Check(Good).Value!.AccessPlaces);
    }

    [Theory]
    [InlineData("44", null, null, null, 0)]
    [InlineData("45", null, null, FormField.OccupiedSeats, 44)]
    [InlineData("40", "4", "0", null, 0)]
    [InlineData("40", "5", "0", FormField.WheelchairPlaces, 4)]
    [InlineData("40", "3", "1", null, 0)]
    [InlineData("40", "3", "2", FormField.CompanionPlaces, 1)]
    public void Occupied_seats_and_access_places_are_not_more_than_the_seats_of_the_room(
        string occupied, string? wheelchair, string? companion, FormField? wrong, int limit)
    {
        var plan = Check(Good with { OccupiedSeats = occupied, WheelchairPlaces = wheelchair, CompanionPlaces = companion }).Value!;

        var result = plan.In(new ARoom().WithCapacity(40).Build());

        Assert.Equal(wrong is { } field ? [new(field, FieldProblem.TooLarge, limit)] : null, result.Failure?.Fields);
    }

    [Fact]
    public void Another_show_room_or_start_moves_a_performance()
    {
        var plan = Check(Good).Value!;
        var performance = Performance.Planned(plan);

        Assert.False(plan.MovesFrom(performance));
        Assert.False((plan with { BookingEnabled = false }).MovesFrom(performance));
        Assert.True((plan with { ShowId = 9 }).MovesFrom(performance));
        Assert.True((plan with { RoomId = 9 }).MovesFrom(performance));
        Assert.True((plan with { StartsAt = plan.StartsAt.AddMinutes(1) }).MovesFrom(performance));
    }

    [Fact]
    public void The_booking_times_of_a_copy_keep_their_local_distance_to_the_start()
    {
        var model = Performance.Planned(Check(Good).Value!);

        var copy = ValidPerformance.CopyOf(model, roomId: 8, Utc(2027, 6, 20, 18), Rome);

        // From 20:00 in winter to 20:00 in summer.
        Assert.Equal((8, Utc(2027, 6, 20, 18)), (copy.RoomId, copy.StartsAt));
        Assert.Equal((Utc(2027, 5, 10, 8), Utc(2027, 6, 20, 16)), (copy.BookingOpensAt, copy.BookingClosesAt));
        Assert.Equal(
            Check(Good).Value! with
            {
                RoomId = 8,
                StartsAt = copy.StartsAt,
                BookingOpensAt = copy.BookingOpensAt,
                BookingClosesAt = copy.BookingClosesAt,
                WheelchairPlaces = 0,
                CompanionPlaces = 0,
            },
            copy);
    }

    private static Result<ValidPerformance> Check(PerformanceInput typed) => ValidPerformance.Check(typed, Choices, Rome, TestTimes.Now);

    private static IReadOnlyList<InvalidField> InvalidFields(PerformanceInput typed) => Check(typed).Failure!.Fields;

    private static DateTime Utc(int year, int month, int day, int hour) => new(year, month, day, hour, 0, 0, DateTimeKind.Utc);
}
