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
    public void A_slug_is_made_from_the_title(string? title, string slug) => Assert.Equal(slug, Slug.From(title));

    [Fact]
    public void A_slug_from_any_title_is_valid_or_empty_and_within_its_limit() => Gen.String[0, 300].Sample(title =>
        Slug.From(title) is var slug && (slug.Length == 0 || Slug.IsValid(slug)) && slug.Length <= Limits.Slug);

    [Fact]
    public void A_long_slug_is_cut_between_two_words()
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
    public void A_slug_has_only_lower_case_letters_digits_and_single_hyphens(string slug, bool isGood)
    {
        Assert.Equal(isGood, Slug.IsValid(slug));
        Assert.Equal(isGood, ValidShow.Check("Hamlet", slug, "A prince.", null, null).Succeeded);
    }

    [Fact]
    public void Without_a_typed_slug_a_show_keeps_its_own_and_a_new_show_gets_one_from_its_title()
    {
        Assert.Equal("old", ValidShow.Check("New title", " ", "x", null, null, currentSlug: "old").Value?.Slug);
        Assert.Equal("new-title", ValidShow.Check("New title", null, "x", null, null).Value?.Slug);
    }

    [Fact]
    public void Valid_input_is_trimmed_and_normalised() => Assert.Equal(
        new ValidShow("Hamlet", "hamlet", "A prince.", "One.\n\nTwo.", 200),
        ValidShow.Check(" Hamlet ", "", " A prince. ", " One.\r\n\r\nTwo. ", "200").Value);

    [Fact]
    public void All_invalid_fields_of_a_show_are_reported_together()
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

    [Theory]
    [InlineData(null, null)]
    [InlineData(" Bring warm clothes.\r\nNo lift. ", "Bring warm clothes.\nNo lift.")]
    [InlineData("1\n2\n3\n4\n5", "1\n2\n3\n4\n5")]
    public void A_note_may_have_some_lines(string? typed, string? note) => Assert.Equal(note, WithNote(typed).Value!.Note);

    [Theory]
    [InlineData("1\n2\n3\n4\n5\n6", FieldProblem.TooLarge, Limits.ShowNoteLines)]
    [InlineData("a\u0007", FieldProblem.HasControlCharacters, null)]
    public void A_wrong_note_is_refused(string note, FieldProblem problem, int? limit) =>
        Assert.Equal([new InvalidField(FormField.Note, problem, limit)], WithNote(note).Failure!.Fields);

    [Fact]
    public void A_note_is_limited_in_length()
    {
        Assert.True(WithNote(new string('x', Limits.ShowNote)).Succeeded);
        Assert.Equal(
            [new InvalidField(FormField.Note, FieldProblem.TooLong, Limits.ShowNote)],
            WithNote(new string('x', Limits.ShowNote + 1)).Failure!.Fields);
    }

    [Fact]
    public void A_title_is_limited_in_length() => Assert.Equal(
        [new InvalidField(FormField.Title, FieldProblem.TooLong, Limits.Title)],
        ValidShow.Check(new string('x', Limits.Title + 1), "long", "A play", null, null).Failure!.Fields);

    [Fact]
    public void A_show_without_a_description_has_an_empty_one()
    {
        Assert.Equal("", ValidShow.Check("Hamlet", null, "A play", " ", null).Value!.Description);
        Assert.Equal("", new Show { Slug = "hamlet", Title = "Hamlet", Summary = "A play" }.Description);
    }

    [Fact]
    public void A_show_keeps_its_link_while_it_is_open_by_link()
    {
        var show = new AShow().Build();
        show.SetVisibility(Visibility.ByLink);
        var key = show.Invitation;

        show.SetVisibility(Visibility.ByLink);
        Assert.Same(key, show.Invitation);
        show.RenewInvitation();

        Assert.NotEqual(key, show.Invitation);
    }

    [Fact]
    public void A_slug_may_be_as_long_as_its_column()
    {
        var word = new string('a', (Limits.Slug - 1) / 2);
        var title = $"{word} {new string('b', Limits.Slug - 1 - word.Length)}";

        Assert.Equal(title.Replace(' ', '-'), Slug.From(title));
        Assert.Equal(word, Slug.From(title + "b"));
        Assert.False(Slug.IsValid(""));
    }

    private static Result<ValidShow> WithNote(string? note) => ValidShow.Check("Hamlet", null, "A play", null, null, note: note);
}
