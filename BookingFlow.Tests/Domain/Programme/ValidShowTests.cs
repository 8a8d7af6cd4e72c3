using CsCheck;

namespace BookingFlow.Tests.Domain.Programme;

public sealed class ValidShowTests
{
    [Theory]
    [InlineData("The Tempest", "the-tempest")]
    [InlineData("A Midsummer Night's Dream", "a-midsummer-nights-dream")]
    [InlineData("L’École des femmes", "lecole-des-femmes")]
    [InlineData("Groß & Klein: 2. Teil!", "gross-klein-2-teil")]
    [InlineData("  --  ", "")]
    [InlineData("Три сестры", "")]
    [InlineData(null, "")]
    public void A_title_makes_an_address_that_people_can_type(string? title, string slug) => Assert.Equal(slug, Slug.From(title));

    [Fact]
    public void Whatever_the_title_is_its_address_is_good_or_empty_and_not_too_long() => Gen.String[0, 300].Sample(title =>
        Slug.From(title) is var slug && (slug.Length == 0 || Slug.IsGood(slug)) && slug.Length <= Limits.Slug);

    [Fact]
    public void A_long_title_is_cut_between_two_words()
    {
        Assert.Equal(string.Join('-', Enumerable.Repeat("word", 20)), Slug.From(string.Join(' ', Enumerable.Repeat("word", 40))));
        Assert.Equal(new string('a', Limits.Slug), Slug.From(new string('a', 150)));
    }

    [Theory]
    [InlineData("hamlet", true)]
    [InlineData("hamlet-2", true)]
    [InlineData("Hamlet", false)]
    [InlineData("hamlet--2", false)]
    [InlineData("-hamlet", false)]
    [InlineData("hamlet-", false)]
    [InlineData("ham let", false)]
    [InlineData("ham/let", false)]
    [InlineData("ümlaut", false)]
    public void An_address_is_made_of_small_letters_digits_and_single_hyphens(string slug, bool isGood)
    {
        Assert.Equal(isGood, Slug.IsGood(slug));
        Assert.Equal(isGood, ValidShow.Check("Hamlet", slug, "A prince.", null, null).Succeeded);
    }

    [Fact]
    public void A_show_keeps_its_address_when_none_is_typed_and_a_new_one_gets_that_of_its_title()
    {
        Assert.Equal("old", ValidShow.Check("New title", " ", "x", null, null, currentSlug: "old").Value?.Slug);
        Assert.Equal("new-title", ValidShow.Check("New title", null, "x", null, null).Value?.Slug);
    }

    [Fact]
    public void What_is_right_is_tidied_and_taken_over() => Assert.Equal(
        new ValidShow("Hamlet", "hamlet", "A prince.", "One.\n\nTwo.", 200),
        ValidShow.Check(" Hamlet ", "", " A prince. ", " One.\r\n\r\nTwo. ", "200").Value);

    [Fact]
    public void Everything_that_is_wrong_with_a_show_is_told_at_once()
    {
        var wrong = ValidShow.Check("", "", "", new string('a', Limits.Description + 1), "0").Failure!.Fields;
        Assert.Equal(
            [
                (FormField.Title, FieldProblem.Missing), (FormField.Summary, FieldProblem.Missing), (FormField.Description, FieldProblem.TooLong),
                (FormField.RunningMinutes, FieldProblem.NotPositive),
            ],
            wrong.Select(f => (f.Field, f.Problem)));
        Assert.Equal(
            [(FormField.Slug, FieldProblem.Missing)],
            ValidShow.Check("Три сестры", "", "x", null, null).Failure!.Fields.Select(f => (f.Field, f.Problem)));
        Assert.Equal([FieldProblem.TooLarge], ValidShow.Check("A", "", "x", null, "1441").Failure!.Fields.Select(f => f.Problem));
        Assert.Equal([FieldProblem.NotANumber], ValidShow.Check("A", "", "x", null, "two hours").Failure!.Fields.Select(f => f.Problem));
        Assert.Equal(
            [FieldProblem.HasControlCharacters], ValidShow.Check("A", "", "one\ntwo", "one\ntwo", null).Failure!.Fields.Select(f => f.Problem));
    }
}
