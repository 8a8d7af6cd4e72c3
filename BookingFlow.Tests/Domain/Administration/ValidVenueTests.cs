namespace BookingFlow.Tests.Domain.Administration;

public sealed class ValidVenueTests
{
    [Fact]
    public void A_complete_form_is_valid_and_its_languages_are_in_the_programs_order()
    {
        var valid = ValidVenue.Check(AVenue.Input).Value!;

        Assert.Equal(["it", "de"], valid.OfferedLanguages);
        Assert.Equal(
            ("Teatro della Luna", 12, 120, 45, 15, 90, "#004466"),
            (valid.Name, valid.MaxPartySize, valid.ConfirmationMinutes, valid.CheckInOpensMinutesBefore!.Value,
                valid.CheckInClosesMinutesAfter!.Value, valid.RetentionDays, valid.AccentColour!.Value.Hex));
    }

    [Fact]
    public void Everything_but_name_time_zone_languages_and_limits_may_be_empty()
    {
        var valid = ValidVenue.Check(new VenueInput
        {
            VenueName = "Luna",
            TimeZone = "UTC",
            OfferedLanguages = ["en"],
            VenueLanguage = "en",
            MaxPartySize = "1",
            ConfirmationLifetime = "30",
            WaitingListCloses = "0",
            ReminderHours = "0",
            RetentionDays = "1",
            CheckInOpens = " ",
        });

        Assert.True(valid.Succeeded);
        Assert.Null(valid.Value.CheckInOpensMinutesBefore);
        Assert.Null(valid.Value.AccentColour);
        Assert.Empty(valid.Value.FrameOrigins);
    }

    [Fact]
    public void All_problems_are_returned_at_once_in_the_order_of_the_form()
    {
        var wrong = ValidVenue.Check(new VenueInput
        {
            VenueName = " ",
            VenueAddress = "1\n2\n3\n4\n5\n6",
            VenuePhone = "call us",
            VenueEmail = "box",
            Website = "https://ada@luna.example/",
            VenueDirections = "a\u0007",
            TimeZone = "Mars/Olympus",
            OfferedLanguages = ["xx"],
            VenueLanguage = "en",
            MaxPartySize = "0",
            ConfirmationLifetime = "0",
            CheckInOpens = "-1",
            CheckInCloses = "1441",
            ChangesClose = "-1",
            WaitingListCloses = "10081",
            ReminderHours = "337",
            RetentionDays = "0",
            AccentColour = "#ffcc00",
            FrameOrigins = "https://luna.example luna.example",
        });

        Assert.Equal(
            new InvalidField[]
            {
                new(FormField.VenueName, FieldProblem.Missing),
                new(FormField.VenueAddress, FieldProblem.TooLarge, Limits.VenueAddressLines),
                new(FormField.VenuePhone, FieldProblem.NotAPhoneNumber),
                new(FormField.VenueEmail, FieldProblem.NotAnEmail),
                new(FormField.Website, FieldProblem.NotAWebAddress),
                new(FormField.VenueDirections, FieldProblem.HasControlCharacters),
                new(FormField.TimeZone, FieldProblem.NotAChoice),
                new(FormField.OfferedLanguages, FieldProblem.Missing),
                new(FormField.VenueLanguage, FieldProblem.NotAChoice),
                new(FormField.MaxPartySize, FieldProblem.NotPositive),
                new(FormField.ConfirmationLifetime, FieldProblem.NotPositive),
                new(FormField.CheckInOpens, FieldProblem.Negative),
                new(FormField.CheckInCloses, FieldProblem.TooLarge, Limits.CheckInMinutes),
                new(FormField.ChangesClose, FieldProblem.Negative),
                new(FormField.WaitingListCloses, FieldProblem.TooLarge, Limits.WaitingListClosesMinutes),
                new(FormField.ReminderHours, FieldProblem.TooLarge, Limits.ReminderHours),
                new(FormField.RetentionDays, FieldProblem.NotPositive),
                new(FormField.AccentColour, FieldProblem.TooLittleContrast, Typed: "#ffcc00"),
                new(FormField.FrameOrigins, FieldProblem.NotAnOrigin, Typed: "luna.example"),
            },
            wrong.Failure!.Fields);
    }

    [Theory]
    [InlineData("#12345", FieldProblem.NotAColour)]
    [InlineData("red; } body { display: none", FieldProblem.NotAColour)]
    public void A_colour_that_is_none_is_refused(string typed, FieldProblem problem) =>
        Assert.Equal([new(FormField.AccentColour, problem)], ValidVenue.Check(AVenue.Input with { AccentColour = typed }).Failure!.Fields);

    [Theory]
    [InlineData("", FieldProblem.Missing, null)]
    [InlineData("-1", FieldProblem.Negative, null)]
    [InlineData("3651", FieldProblem.TooLarge, Limits.RetentionDays)]
    [InlineData("a month", FieldProblem.NotANumber, null)]
    public void Personal_data_is_kept_for_a_number_of_days(string typed, FieldProblem problem, int? limit) => Assert.Equal(
        [new(FormField.RetentionDays, problem, limit)], ValidVenue.Check(AVenue.Input with { RetentionDays = typed }).Failure!.Fields);

    [Fact]
    public void Origins_are_named_once_each_and_not_too_many() => Assert.All(
        new (string Typed, IReadOnlyList<string> Read, InvalidField? Problem)[]
        {
            ("https://a.example https://A.example/\n\thttps://b.example:444", ["https://a.example", "https://b.example:444"], null),
            (Origins(20, "theatre"), [.. Origins(20, "theatre").Split('\n')], null),
            (Origins(21, "theatre"), [], new(FormField.FrameOrigins, FieldProblem.TooLarge, Limits.FrameOrigins)),
            // 859 letters, and 1,019 in ASCII.
            (Origins(20, "абвгдежзийклмнопрстуфхцчш"), [], new(FormField.FrameOrigins, FieldProblem.TooLong, Limits.FrameOriginsText)),
        },
        row =>
        {
            var check = ValidVenue.Check(AVenue.Input with { FrameOrigins = row.Typed });
            Assert.Equal(row.Problem, check.Failure?.Fields.Single());
            Assert.Equal(row.Read, check.Value?.FrameOrigins ?? []);
        });

    private static string Origins(int count, string name) =>
        string.Join('\n', Enumerable.Range(0, count).Select(i => $"https://{name}{(char)('a' + i)}.example"));

    [Fact]
    public void The_first_language_must_be_offered() => Assert.Equal(
        [new(FormField.VenueLanguage, FieldProblem.NotAChoice)], ValidVenue.Check(AVenue.Input with { VenueLanguage = "fr" }).Failure!.Fields);
}
