using BookingFlow.Web.Pages.Shared;

namespace BookingFlow.Tests.Pages.Shared;

public sealed class SharingMetadataTests
{
    private const string PageUrl = "https://tickets.example/";

    [Theory]
    [InlineData("A storm.", "A storm.")]
    [InlineData("A storm,\n and  an island", "A storm, and an island")]
    public void A_short_description_is_kept_on_one_line(string text, string expected) => Assert.Equal(expected, DescriptionOf(text));

    [Fact]
    public void A_long_description_is_cut_after_a_whole_word()
    {
        Assert.Equal(160, DescriptionOf(string.Concat(Enumerable.Repeat("a storm ", 20)).Trim() + "y").Length);
        Assert.Equal(string.Join(' ', Enumerable.Repeat("storms", 22)) + "…", DescriptionOf(string.Join(' ', Enumerable.Repeat("storms", 30))));
        Assert.Equal(string.Join(", ", Enumerable.Repeat("storms", 20)) + "…", DescriptionOf(string.Join(", ", Enumerable.Repeat("storms", 30))));
    }

    [Fact]
    public void Text_without_word_breaks_is_not_cut_inside_a_surrogate_pair()
    {
        var masks = DescriptionOf(string.Concat(Enumerable.Repeat("🎭", 200)));

        Assert.True(masks.Length <= 160);
        Assert.DoesNotContain('\uFFFD', string.Concat(masks.EnumerateRunes()));
        Assert.EndsWith("🎭…", masks, StringComparison.Ordinal);
        Assert.Equal(160, DescriptionOf(new string('a', 500)).Length);
    }

    private static string DescriptionOf(string text) => new SharingMetadata(PageUrl) { Description = text }.Description!;
}
