namespace BookingFlow.Tests.Domain;

public sealed class StringTruncationTests
{
    [Theory]
    [InlineData("abc", 3, "abc")]
    [InlineData("abcd", 3, "abc")]
    [InlineData("ab🎭d", 3, "ab")]
    [InlineData("a🎭d", 3, "a🎭")]
    public void A_text_is_cut_but_no_character(string text, int length, string truncated) => Assert.Equal(truncated, text.Truncate(length));

    [Theory]
    [InlineData(null, "–")]
    [InlineData("", "–")]
    [InlineData("abc", "abc")]
    [InlineData("abcd", "abc…")]
    public void An_excerpt_says_that_it_is_one(string? text, string excerpt) => Assert.Equal(excerpt, text.Excerpt(3));
}
