using CsCheck;

namespace BookingFlow.Tests.Domain.Forms;

public sealed class SearchTextTests
{
    [Theory]
    [InlineData("Zoë Müller", "zoe muller")]
    [InlineData("Łukasz Großmann", "lukasz grossmann")]
    [InlineData("Ångström, Søren Ærø", "angstrom soren aero")]
    [InlineData("O'Neill-Smith", "o neill smith")]
    [InlineData("  ADA   LOVELACE ", "ada lovelace")]
    [InlineData("Νίκος", "νικος")]
    [InlineData("ada@visitors.example", "ada@visitors example")]
    public void Case_accents_and_punctuation_are_folded(string text, string folded) => Assert.Equal(folded, SearchText.Of(text));

    [Theory]
    [InlineData("Donau\u00ADdampf", "donaudampf")]
    [InlineData("علی\u200Cرضا", "علیرضا")]
    public void Invisible_characters_do_not_end_a_word(string text, string folded) => Assert.Equal(folded, SearchText.Of(text));

    [Fact]
    public void A_noncharacter_is_not_a_letter() => Assert.Equal(["a", "b"], SearchText.Words("a\uFFFEb"));

    [Fact]
    public void A_search_is_split_into_words() => Assert.Equal(["lovelace", "k7qf", "2m"], SearchText.Words(" Lovelace, K7QF-2M "));

    [Theory]
    [InlineData("Émile", "E")]
    [InlineData("ada", "A")]
    [InlineData(" Łukasz", "L")]
    [InlineData("Νίκος", "Ν")]
    [InlineData("4 friends", "#")]
    [InlineData("…", "#")]
    [InlineData("", "#")]
    public void The_initial_of_a_name_has_no_accent(string name, string letter) => Assert.Equal(letter, SearchText.Initial(name));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" %_' ")]
    public void A_search_without_letters_or_digits_has_no_words(string? typed) => Assert.Empty(SearchText.Words(typed));

    [Fact]
    public void A_search_key_is_truncated_to_its_column_length() =>
        Assert.Equal(Limits.SearchKey, SearchText.Of(new string('ß', Limits.SearchKey)).Length);

    [Fact]
    public void Any_text_is_found_by_its_own_words() => Gen.String.Sample(
        text => Assert.All(SearchText.Words(text), word => Assert.Contains(word, SearchText.Of(text + "x"), StringComparison.Ordinal)),
        iter: 5000);
}
