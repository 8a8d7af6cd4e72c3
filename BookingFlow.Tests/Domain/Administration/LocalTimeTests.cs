using System.Globalization;
using CsCheck;

namespace BookingFlow.Tests.Domain.Administration;

/// <summary>Conversion of typed dates and times in the venue's time zone to UTC and back.</summary>
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
    public void ToUtc_converts_a_local_time_of_the_venue(string zone, string local, string utc) =>
        Assert.Equal((At(utc), null), In(zone).ToUtc(At(local)));

    [Theory]
    [InlineData("Europe/Rome", "2027-03-28T02:00")]
    [InlineData("Europe/Rome", "2027-03-28T02:59")]
    [InlineData("America/New_York", "2027-03-14T02:30")]
    public void A_time_skipped_by_daylight_saving_does_not_exist_for_either_occurrence(string zone, string local)
    {
        foreach (var occurrence in new Occurrence?[] { null, Occurrence.First, Occurrence.Second })
        {
            Assert.Equal((null, FieldProblem.DoesNotExist), In(zone).ToUtc(At(local), occurrence));
        }
    }

    [Theory]
    [InlineData("Europe/Rome", "2027-10-31T02:00", "2027-10-31T00:00", "2027-10-31T01:00")]
    [InlineData("Europe/Rome", "2027-10-31T02:30", "2027-10-31T00:30", "2027-10-31T01:30")]
    [InlineData("America/New_York", "2027-11-07T01:30", "2027-11-07T05:30", "2027-11-07T06:30")]
    public void An_ambiguous_time_requires_an_occurrence(string zone, string local, string first, string second)
    {
        var venue = In(zone);

        Assert.Equal((null, FieldProblem.HappensTwice), venue.ToUtc(At(local)));
        Assert.Equal((At(first), null), venue.ToUtc(At(local), Occurrence.First));
        Assert.Equal((At(second), null), venue.ToUtc(At(local), Occurrence.Second));
        Assert.Equal((Occurrence.First, Occurrence.Second), (venue.OccurrenceOf(At(first)), venue.OccurrenceOf(At(second))));
    }

    [Fact]
    public void Every_stored_minute_survives_a_round_trip_through_its_form_fields() =>
        Gen.Select(Gen.OneOf("Europe/Rome", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"), Gen.Int[0, 4 * 366 * 24 * 60]).Sample(
            (zone, minutes) =>
            {
                var (venue, utc) = (In(zone), new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(minutes));
                var wrong = new List<InvalidField>();

                Assert.Equal(utc, LocalDateTimeInput.Of(utc, venue).Read(LocalDateTimeFields.Start, venue, required: true, wrong));
                Assert.Empty(wrong);
            },
            iter: 20_000);

    [Fact]
    public void Every_quarter_hour_around_both_clock_changes_survives_a_round_trip()
    {
        foreach (var (zone, day) in new[] { ("Europe/Rome", "2027-03-28"), ("Europe/Rome", "2027-10-31"), ("America/New_York", "2027-03-14"),
            ("America/New_York", "2027-11-07") })
        {
            for (var utc = At(day + "T00:00"); utc < At(day + "T12:00"); utc = utc.AddMinutes(15))
            {
                Assert.Equal(utc, LocalDateTimeInput.Of(utc, In(zone)).Read(LocalDateTimeFields.Start, In(zone), required: true, []));
            }
        }
    }

    [Theory]
    [InlineData("2027-03-28T02:30", "2027-03-28T01:30")]
    [InlineData("2027-10-31T02:30", "2027-10-31T00:30")]
    [InlineData("2027-06-01T10:00", "2027-06-01T08:00")]
    public void NearestUtc_moves_a_skipped_time_out_of_the_gap(string local, string utc) => Assert.Equal(At(utc), In("Europe/Rome").NearestUtc(At(local)));

    [Theory]
    [InlineData("2027-3-14", null)]
    [InlineData("14.03.2027", null)]
    [InlineData("2027-02-29", null)]
    [InlineData("0001-01-01", null)]
    [InlineData("9999-12-31", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    [InlineData("2028-02-29", "2028-02-29")]
    public void A_date_is_read_only_in_ISO_format_and_within_range(string? typed, string? date) =>
        Assert.Equal(date, LocalDateTimeInput.ReadDate(typed)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("20:00", "20:00")]
    [InlineData("8:05", "08:05")]
    [InlineData("20:00:31", "20:00")]
    [InlineData("24:00", null)]
    [InlineData("8 pm", null)]
    [InlineData(null, null)]
    public void A_time_of_day_is_read_to_the_minute(string? typed, string? time) =>
        Assert.Equal(time, LocalDateTimeInput.ReadTime(typed)?.ToString("HH:mm", CultureInfo.InvariantCulture));

    private static Venue In(string zone) => new("Teatro", TimeZoneInfo.FindSystemTimeZoneById(zone));

    private static DateTime At(string time) =>
        DateTime.ParseExact(
            time, "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
