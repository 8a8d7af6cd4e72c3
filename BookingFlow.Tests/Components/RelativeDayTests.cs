using System.Globalization;
using BookingFlow.Web.Components;
using BookingFlow.Web.Pages.Staff.Shared;
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
    public void What_is_near_says_how_near_and_what_is_over_says_nothing(int today, string? words) => Assert.Equal(words, Text(Utc(today, hour: 8)));

    [Fact]
    public void A_month_is_counted_in_days_and_nothing_beyond_it()
    {
        Assert.Equal("in 30 days", Text(Evening.AddDays(-30)));
        Assert.Null(Text(Evening.AddDays(-31)));
    }

    [Theory]
    [InlineData("en", "today", "tomorrow", "in 3 days")]
    [InlineData("it", "oggi", "domani", "tra 3 giorni")]
    [InlineData("de", "heute", "morgen", "in 3 Tagen")]
    [InlineData("fr", "aujourd’hui", "demain", "dans 3 jours")]
    [InlineData("es", "hoy", "mañana", "dentro de 3 días")]
    public void Every_language_says_it_in_its_own_way(string language, params string[] words)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = new CultureInfo(language);

        Assert.Equal(words, new[] { 0, 1, 3 }.Select(days => Text(Evening.AddDays(-days))));
    }

    [Fact]
    public void It_stands_behind_a_time_only_where_it_is_told_what_time_it_is()
    {
        Assert.Equal("Friday 27 November 2026, 20:00, in 3 days", When(Evening.AddDays(-3)));
        Assert.Equal("Friday 27 November 2026, 20:00", When(now: null));
        Assert.Equal("Friday 27 November 2026, 20:00", When(Evening.AddDays(-60)));
    }

    private string? Text(DateTime now) =>
        Render<RelativeDay>(p => p.Add(c => c.Venue, Venue).Add(c => c.At, Evening).Add(c => c.Now, now))
            .FindAll("span")
            .SingleOrDefault()?.TextContent;

    private string When(DateTime? now) =>
        Render(builder =>
        {
            builder.OpenElement(0, "p");
            builder.OpenComponent<DateAndTime>(1);
            builder.AddComponentParameter(2, "Venue", Venue);
            builder.AddComponentParameter(3, "At", Evening);
            builder.AddComponentParameter(4, "Now", now);
            builder.CloseComponent();
            builder.CloseElement();
        }).Find("p").TextContent.ReplaceLineEndings("");
}
