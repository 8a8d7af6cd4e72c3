using System.Globalization;
using BookingFlow.Web.Components;

namespace BookingFlow.Tests.Components;

public sealed class DateTimeFormatTests : ComponentTest
{
    [Theory]
    [InlineData("en", "Friday 27 November 2026, 20:00")]
    [InlineData("it", "venerdì 27 novembre 2026, 20:00")]
    [InlineData("de", "Freitag, 27. November 2026, 20:00")]
    [InlineData("fr", "vendredi 27 novembre 2026, 20:00")]
    [InlineData("es", "viernes, 27 de noviembre de 2026, 20:00")]
    public void Date_and_time_follow_the_format_of_the_language(string language, string written)
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(language);
        Assert.Equal(written, Venue.DayAndTime(StartsAt));
    }

    [Fact]
    public void First_day_of_a_month_is_an_ordinal_in_French()
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("fr");
        Assert.Equal("dimanche 1er novembre 2026", Venue.Day(Utc(day: 1, hour: 12)));
    }
}
