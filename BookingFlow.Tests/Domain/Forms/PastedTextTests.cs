using CsCheck;

namespace BookingFlow.Tests.Domain.Forms;

public sealed class PastedTextTests
{
    [Theory]
    [InlineData("Donau\u00ADdampf", "Donaudampf")]
    [InlineData("Anna\u00A0Maria", "Anna Maria")]
    [InlineData("Anna\u202FMaria\u2007\u3000\u2009x", "Anna Maria   x")]
    [InlineData("Anna\tMaria", "Anna Maria")]
    [InlineData("\uFEFFAda\u200B\u2060\u200E\u200F\u061C", "Ada")]
    [InlineData("\u2068Ada\u2069 \u202ALovelace\u202C\u202E", "Ada Lovelace")]
    [InlineData("Ada\uFFFC", "Ada")]
    [InlineData("\u3164\u2800\uFFA0", "   ")]
    public void Invisible_characters_are_removed_from_a_line_and_spaces_become_ordinary(string pasted, string cleaned) =>
        Assert.Equal(cleaned, PastedText.CleanLine(pasted));

    [Theory]
    [InlineData("علی\u200Cرضا")]
    [InlineData("क्\u200Dष")]
    [InlineData("👩\u200D👩\u200D👧")]
    [InlineData("👩🏽\u200D💻")]
    [InlineData("🏳️\u200D🌈")]
    public void A_joiner_that_shapes_a_letter_or_joins_an_emoji_stays(string name) => Assert.Equal(name, PastedText.CleanLine(name));

    [Theory]
    [InlineData("\u200DAda", "Ada")]
    [InlineData("Ada\u200CLovelace", "AdaLovelace")]
    [InlineData("علی\u200C رضا\u200C", "علی رضا")]
    public void A_joiner_anywhere_else_is_removed(string pasted, string cleaned) => Assert.Equal(cleaned, PastedText.CleanLine(pasted));

    [Fact]
    public void A_longer_text_keeps_what_may_be_intended() =>
        Assert.Equal("20\u00A0h Donau\u00ADdampf\u200F", PastedText.Clean("20\u00A0h\u202E Donau\u00ADdampf\u200F"));

    [Fact]
    public void A_vertical_tab_becomes_a_line_break() => Assert.Equal("a\nb", PastedText.Clean("a\vb"));

    [Fact]
    public void A_lone_surrogate_becomes_a_replacement_character() => Assert.Equal("a\uFFFDb", PastedText.Clean("a\uD83Cb"));

    [Fact]
    public void Cleaning_again_changes_nothing() => Gen.String.Sample(
        text => Assert.Equal(FieldChecks.NormalizeLine(text), FieldChecks.NormalizeLine(FieldChecks.NormalizeLine(text))), iter: 5000);
}
