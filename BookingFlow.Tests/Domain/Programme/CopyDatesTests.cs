namespace BookingFlow.Tests.Domain.Programme;

public sealed class CopyDatesTests
{
    private static readonly Venue Rome = new("Teatro", TimeZoneInfo.FindSystemTimeZoneById("Europe/Rome"));

    [Fact]
    public void Dates_are_sorted_and_deduplicated()
    {
        var read = Check("2027-07-16\r\n2027-03-14, 2027-03-14;2027-07-15").Value!;

        Assert.Equal(["2027-03-14", "2027-07-15", "2027-07-16"], read.Starts.Select(s => s.Typed));
        Assert.Equal([19, 18, 18], read.Starts.Select(s => s.At.Hour));
    }

    [Fact]
    public void Every_invalid_date_is_reported() => Assert.Equal(
        [
            new(FormField.Dates, FieldProblem.NotADate, Typed: "15.3.2027"),
            new(FormField.Dates, FieldProblem.TooEarly, Typed: "2026-09-04"),
            new(FormField.Dates, FieldProblem.DoesNotExist, Typed: "2027-03-28"),
            new InvalidField(FormField.Occurrence, FieldProblem.HappensTwice, Typed: "2027-10-31"),
        ],
        Check("15.3.2027 2026-09-04 2027-03-28 2027-10-31 2027-05-01", "02:30").Failure!.Fields);

    [Fact]
    public void The_chosen_occurrence_applies_to_all_dates() => Assert.True(Check("2027-10-31 2028-10-29", "02:30", "Second").Succeeded);

    [Fact]
    public void All_missing_fields_are_reported_together()
    {
        Assert.Equal(
            [
                new(FormField.Dates, FieldProblem.Missing), new(FormField.Time, FieldProblem.Missing),
                new InvalidField(FormField.Room, FieldProblem.Missing),
            ],
            CopyDates.Check(new(" \n", null, null, null), new([], [7]), Rome, TestTimes.Now).Failure!.Fields);
        Assert.Equal(
            [new InvalidField(FormField.Room, FieldProblem.NotAChoice)],
            CopyDates.Check(new("2027-03-14", "20:00", null, "8"), new([], [7]), Rome, TestTimes.Now).Failure!.Fields);
    }

    [Fact]
    public void The_number_of_copies_is_limited()
    {
        var days = Enumerable.Range(0, Limits.Copies + 1).Select(i => new DateOnly(2027, 1, 1).AddDays(i).ToString("O", null)).ToList();

        Assert.True(Check(string.Join('\n', days.Take(Limits.Copies))).Succeeded);
        Assert.Equal([new InvalidField(FormField.Dates, FieldProblem.TooLarge, Limits.Copies)], Check(string.Join('\n', days)).Failure!.Fields);
    }

    [Theory]
    [InlineData(null, FieldProblem.Missing)]
    [InlineData("eight", FieldProblem.NotATime)]
    public void A_wrong_time_is_told_once(string? time, FieldProblem problem) => Assert.Equal(
            [new InvalidField(FormField.Time, problem)],
            CopyDates.Check(new("2027-05-01 2027-05-02", time, null, "7"), new([], [7]), Rome, TestTimes.Now).Failure!.Fields);

    [Fact]
    public void A_copy_does_not_start_now()
    {
        Assert.Equal(FieldProblem.TooEarly, Check("2026-09-05", "12:00").Failure?.Fields.Single().Problem);
        Assert.True(Check("2026-09-05", "12:01").Succeeded);
    }

    [Fact]
    public void Without_dates_nothing_is_copied() => Assert.Equal(
        [new InvalidField(FormField.Dates, FieldProblem.Missing)],
        CopyDates.Check(new(null, "20:00", null, "7"), new([], [7]), Rome, TestTimes.Now).Failure!.Fields);

    private static Result<CopyDates> Check(string dates, string time = "20:00", string? occurrence = null) =>
        CopyDates.Check(new(dates, time, occurrence, "7"), new([], [7]), Rome, TestTimes.Now);
}
