using System.Globalization;
using CsCheck;

namespace BookingFlow.Tests.Domain.Administration;

/// <summary>Dates and times as somebody types them, on the clock of the venue.</summary>
public sealed class LocalTimeTests
{
    [Theory]
    [InlineData("Europe/Rome", "2027-03-14T20:00", "2027-03-14T19:00")]
    [InlineData("Europe/Rome", "2027-07-14T20:00", "2027-07-14T18:00")]
    [InlineData("Europe/Rome", "2027-03-28T01:59", "2027-03-28T00:59")]
    [InlineData("Europe/Rome", "2027-03-28T03:00", "2027-03-28T01:00")]
    [InlineData("America/New_York", "2027-01-14T20:00", "2027-01-15T01:00")]
    [InlineData("America/New_York", "2027-03-14T01:59", "2027-03-14T06:59")]
    [InlineData("America/New_York", "2027-03-14T03:00", "2027-03-14T07:00")]
    public void What_the_clock_in_the_foyer_shows_is_stored_in_utc(string zone, string clock, string utc) =>
        Assert.Equal((At(utc), null), In(zone).ToUtc(At(clock)));

    [Theory]
    [InlineData("Europe/Rome", "2027-03-28T02:00")]
    [InlineData("Europe/Rome", "2027-03-28T02:59")]
    [InlineData("America/New_York", "2027-03-14T02:30")]
    public void A_time_that_the_clock_jumps_over_does_not_exist_whichever_is_said(string zone, string clock)
    {
        foreach (var occurrence in new Occurrence?[] { null, Occurrence.First, Occurrence.Second })
        {
            Assert.Equal((null, FieldProblem.DoesNotExist), In(zone).ToUtc(At(clock), occurrence));
        }
    }

    [Theory]
    [InlineData("Europe/Rome", "2027-10-31T02:00", "2027-10-31T00:00", "2027-10-31T01:00")]
    [InlineData("Europe/Rome", "2027-10-31T02:30", "2027-10-31T00:30", "2027-10-31T01:30")]
    [InlineData("America/New_York", "2027-11-07T01:30", "2027-11-07T05:30", "2027-11-07T06:30")]
    public void Of_a_time_that_comes_twice_it_is_asked_which_is_meant(string zone, string clock, string first, string second)
    {
        var venue = In(zone);

        Assert.Equal((null, FieldProblem.HappensTwice), venue.ToUtc(At(clock)));
        Assert.Equal((At(first), null), venue.ToUtc(At(clock), Occurrence.First));
        Assert.Equal((At(second), null), venue.ToUtc(At(clock), Occurrence.Second));
        Assert.Equal((Occurrence.First, Occurrence.Second), (venue.OccurrenceOf(At(first)), venue.OccurrenceOf(At(second))));
    }

    [Fact]
    public void Every_stored_minute_comes_back_from_its_fields_as_the_same_minute() =>
        Gen.Select(Gen.OneOf("Europe/Rome", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"), Gen.Int[0, 4 * 366 * 24 * 60]).Sample(
            (zone, minutes) =>
            {
                var (venue, utc) = (In(zone), new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(minutes));
                var wrong = new List<InvalidField>();

                Assert.Equal(utc, MomentInput.Of(utc, venue).Read(MomentFields.Start, venue, required: true, wrong));
                Assert.Empty(wrong);
            },
            iter: 20_000);

    [Fact]
    public void Around_both_clock_changes_every_quarter_of_an_hour_comes_back()
    {
        foreach (var (zone, day) in new[] { ("Europe/Rome", "2027-03-28"), ("Europe/Rome", "2027-10-31"), ("America/New_York", "2027-03-14"),
            ("America/New_York", "2027-11-07") })
        {
            for (var utc = At(day + "T00:00"); utc < At(day + "T12:00"); utc = utc.AddMinutes(15))
            {
                Assert.Equal(utc, MomentInput.Of(utc, In(zone)).Read(MomentFields.Start, In(zone), required: true, []));
            }
        }
    }

    [Theory]
    [InlineData("2027-03-28T02:30", "2027-03-28T01:30")]
    [InlineData("2027-10-31T02:30", "2027-10-31T00:30")]
    [InlineData("2027-06-01T10:00", "2027-06-01T08:00")]
    public void A_reckoned_time_is_never_in_the_gap(string clock, string utc) => Assert.Equal(At(utc), In("Europe/Rome").NearestUtc(At(clock)));

    [Theory]
    [InlineData("2027-3-14", null)]
    [InlineData("14.03.2027", null)]
    [InlineData("2027-02-29", null)]
    [InlineData("0001-01-01", null)]
    [InlineData("9999-12-31", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    [InlineData("2028-02-29", "2028-02-29")]
    public void A_date_is_a_day_of_this_century_or_the_next(string? typed, string? date) =>
        Assert.Equal(date, MomentInput.ReadDate(typed)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("20:00", "20:00")]
    [InlineData("8:05", "08:05")]
    [InlineData("20:00:31", "20:00")]
    [InlineData("24:00", null)]
    [InlineData("8 pm", null)]
    [InlineData(null, null)]
    public void A_time_is_of_the_day_to_the_minute(string? typed, string? time) =>
        Assert.Equal(time, MomentInput.ReadTime(typed)?.ToString("HH:mm", CultureInfo.InvariantCulture));

    private static Venue In(string zone) => new("Teatro", TimeZoneInfo.FindSystemTimeZoneById(zone));

    private static DateTime At(string time) =>
        DateTime.ParseExact(
            time, "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
