using BookingFlow.Web.Pages.Shared;

namespace BookingFlow.Tests.Pages.Shared;

public sealed class SharingTests
{
    private const string Address = "https://tickets.example/";

    [Theory]
    [InlineData("A storm.", "A storm.")]
    [InlineData("A storm,\n and  an island", "A storm, and an island")]
    public void A_short_description_stands_as_it_is_in_one_line(string text, string told) => Assert.Equal(told, Described(text));

    [Fact]
    public void A_long_one_ends_with_a_whole_word()
    {
        Assert.Equal(160, Described(string.Concat(Enumerable.Repeat("a storm ", 20)).Trim() + "y").Length);
        Assert.Equal(string.Join(' ', Enumerable.Repeat("storms", 22)) + "…", Described(string.Join(' ', Enumerable.Repeat("storms", 30))));
        Assert.Equal(string.Join(", ", Enumerable.Repeat("storms", 20)) + "…", Described(string.Join(", ", Enumerable.Repeat("storms", 30))));
    }

    [Fact]
    public void Where_there_is_no_end_of_a_word_no_letter_is_cut_in_two()
    {
        var masks = Described(string.Concat(Enumerable.Repeat("🎭", 200)));

        Assert.True(masks.Length <= 160);
        Assert.DoesNotContain('\uFFFD', string.Concat(masks.EnumerateRunes()));
        Assert.EndsWith("🎭…", masks, StringComparison.Ordinal);
        Assert.Equal(160, Described(new string('a', 500)).Length);
    }

    private static string Described(string text) => new Sharing(Address) { Description = text }.Description!;
}
