using System.Globalization;
using BookingFlow.Web.Components;
using Bunit;

namespace BookingFlow.Tests.Components;

public sealed class RelativeDayTests : ComponentTest
{
    [Theory]
    [InlineData(27, "today")]
    [InlineData(26, "tomorrow")]
    [InlineData(25, "in 2 days")]
    [InlineData(24, "in 3 days")]
    [InlineData(28, null)]
    public void Near_days_have_a_text_and_past_days_have_none(int today, string? words) => Assert.Equal(words, Text(Utc(today, hour: 8)));

    [Fact]
    public void Days_are_counted_up_to_30_and_later_days_have_no_text()
    {
        Assert.Equal("in 30 days", Text(StartsAt.AddDays(-30)));
        Assert.Null(Text(StartsAt.AddDays(-31)));
    }

    [Theory]
    [InlineData("en", "today", "tomorrow", "in 3 days")]
    [InlineData("it", "oggi", "domani", "tra 3 giorni")]
    [InlineData("de", "heute", "morgen", "in 3 Tagen")]
    [InlineData("fr", "aujourd’hui", "demain", "dans 3 jours")]
    [InlineData("es", "hoy", "mañana", "dentro de 3 días")]
    public void Relative_day_is_translated(string language, params string[] words)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = new CultureInfo(language);

        Assert.Equal(words, new[] { 0, 1, 3 }.Select(days => Text(StartsAt.AddDays(-days))));
    }

    [Fact]
    public void Date_and_time_includes_the_relative_day_only_when_the_current_time_is_given()
    {
        Assert.Equal("Friday 27 November 2026, 20:00, in 3 days", DateAndTimeText(StartsAt.AddDays(-3)));
        Assert.Equal("Friday 27 November 2026, 20:00", DateAndTimeText(now: null));
        Assert.Equal("Friday 27 November 2026, 20:00", DateAndTimeText(StartsAt.AddDays(-60)));
    }

    private string? Text(DateTime now) =>
        Render<RelativeDay>(p => p.Add(c => c.Venue, Venue).Add(c => c.At, StartsAt).Add(c => c.Now, now))
            .FindAll("span")
            .SingleOrDefault()?.TextContent;

    private string DateAndTimeText(DateTime? now) =>
        Render(builder =>
        {
            builder.OpenElement(0, "p");
            builder.OpenComponent<DateAndTime>(1);
            builder.AddComponentParameter(2, "Venue", Venue);
            builder.AddComponentParameter(3, "At", StartsAt);
            builder.AddComponentParameter(4, "Now", now);
            builder.CloseComponent();
            builder.CloseElement();
        }).Find("p").TextContent.ReplaceLineEndings("");
}
