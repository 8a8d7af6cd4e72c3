using System.Globalization;
using BookingFlow.Web.Components;

namespace BookingFlow.Tests.Components;

public sealed class CountedWordsTests : ComponentTest
{
    [Theory]
    [InlineData(0, "1 second ago")]
    [InlineData(59, "59 seconds ago")]
    [InlineData(60, "1 minute ago")]
    [InlineData(7.9 * 60, "7 minutes ago")]
    [InlineData(3600, "1 hour ago")]
    [InlineData(7199, "1 hour ago")]
    public void Elapsed_time_is_rounded_down_to_whole_units(double seconds, string words) =>
        Assert.Equal(words, T.Ago(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData("en", 0, "0 people")]
    [InlineData("en", 1, "1 person")]
    [InlineData("it", 1, "1 persona")]
    [InlineData("it", 2, "2 persone")]
    [InlineData("de", 0, "0 Personen")]
    [InlineData("de", 1, "1 Person")]
    [InlineData("fr", 0, "0 personne")]
    [InlineData("fr", 1, "1 personne")]
    [InlineData("fr", 2, "2 personnes")]
    [InlineData("es", 1, "1 persona")]
    [InlineData("es", 0, "0 personas")]
    public void Count_uses_the_plural_form_of_the_language(string language, int people, string words)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        Assert.Equal(words, T.Count("Count.People", people));
    }
}
