namespace BookingFlow.Tests.Domain;

public sealed class LanguagesTests
{
    [Theory]
    [InlineData("de", "de", "en")]
    [InlineData("it", "it", "it")]
    [InlineData("DE", "en", "en")]
    [InlineData("xx", "en", "en")]
    [InlineData(null, "en", "en")]
    public void A_language_that_is_not_supported_is_English(string? language, string forVisitors, string forStaff) =>
        Assert.Equal((forVisitors, forStaff), (Languages.ForVisitors(language), Languages.ForStaff(language)));
}
