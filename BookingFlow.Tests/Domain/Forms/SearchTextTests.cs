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
    public void Case_accents_and_signs_do_not_matter(string text, string folded) => Assert.Equal(folded, SearchText.Of(text));

    [Fact]
    public void Every_word_of_a_search_stands_for_itself() => Assert.Equal(["lovelace", "k7qf", "2m"], SearchText.Words(" Lovelace, K7QF-2M "));

    [Theory]
    [InlineData("Émile", "E")]
    [InlineData("ada", "A")]
    [InlineData(" Łukasz", "L")]
    [InlineData("Νίκος", "Ν")]
    [InlineData("4 friends", "#")]
    [InlineData("…", "#")]
    [InlineData("", "#")]
    public void A_name_stands_under_its_letter_without_accents(string name, string letter) => Assert.Equal(letter, SearchText.Initial(name));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" %_' ")]
    public void What_has_no_letters_searches_for_nothing(string? typed) => Assert.Empty(SearchText.Words(typed));

    [Fact]
    public void What_is_stored_fits_its_column() => Assert.Equal(Limits.SearchKey, SearchText.Of(new string('ß', Limits.SearchKey)).Length);

    [Fact]
    public void Whatever_is_typed_can_be_searched_for_and_every_name_is_found_by_its_own_words() => Gen.String.Sample(
        text => Assert.All(SearchText.Words(text), word => Assert.Contains(word, SearchText.Of(text + "x"), StringComparison.Ordinal)),
        iter: 5000);
}
