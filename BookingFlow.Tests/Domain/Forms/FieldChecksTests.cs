using System.Globalization;

namespace BookingFlow.Tests.Domain.Forms;

public sealed class FieldChecksTests
{
    [Theory]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData(" \r\n\t", null)]
    [InlineData(" a\r\nb ", "a\nb")]
    public void Input_is_trimmed_and_empty_input_is_none(string? typed, string? normalized) =>
        Assert.Equal(normalized, FieldChecks.Normalize(typed));

    [Fact]
    public void A_line_loses_what_is_invisible() => Assert.Equal("Donau", FieldChecks.NormalizeLine(" Do\u00ADnau\u200B "));

    [Theory]
    [InlineData("1", null)]
    [InlineData("5", null)]
    [InlineData("0", FieldProblem.NotPositive)]
    [InlineData("6", FieldProblem.TooMany)]
    [InlineData(null, FieldProblem.NotANumber)]
    [InlineData("5.0", FieldProblem.NotANumber)]
    public void People_are_one_to_the_limit(string? typed, FieldProblem? problem) => Assert.Equal(
        problem is { } some ? new InvalidField(FormField.PartySize, some, some == FieldProblem.TooMany ? 5 : null) : null,
        FieldChecks.PartySize(typed, 5));

    [Theory]
    [InlineData(null, null, null)]
    [InlineData("0", null, 0)]
    [InlineData("5", null, 5)]
    [InlineData("-1", FieldProblem.Negative, null)]
    [InlineData("6", FieldProblem.TooLarge, null)]
    [InlineData("99999999999", FieldProblem.TooLarge, null)]
    [InlineData("five", FieldProblem.NotANumber, null)]
    public void An_optional_number_is_zero_to_the_limit(string? typed, FieldProblem? problem, int? read)
    {
        Assert.Equal(
            problem is { } some ? new InvalidField(FormField.Capacity, some, some == FieldProblem.TooLarge ? 5 : null) : null,
            FieldChecks.Number(FormField.Capacity, typed, 5));
        if (problem is null)
        {
            Assert.Equal(read, FieldChecks.ReadNumber(typed));
        }
    }

    [Theory]
    [InlineData(Limits.Reason, null)]
    [InlineData(Limits.Reason + 1, FieldProblem.TooLong)]
    public void A_reason_is_a_line_of_limited_length(int length, FieldProblem? problem) =>
        Assert.Equal(problem, FieldChecks.Reason(new string('x', length))?.Problem);

    [Fact]
    public void A_reason_may_be_required_or_not()
    {
        Assert.Equal(FieldProblem.Missing, FieldChecks.Reason(null)?.Problem);
        Assert.Null(FieldChecks.Reason(null, required: false));
        Assert.Equal(FieldProblem.HasControlCharacters, FieldChecks.Reason("a\nb", required: false)?.Problem);
    }

    [Theory]
    [InlineData(null, true, FieldProblem.Missing)]
    [InlineData(null, false, null)]
    [InlineData("ada@example.org", true, null)]
    [InlineData("ada", false, FieldProblem.NotAnEmail)]
    [InlineData("a\u0007@example.org", true, FieldProblem.HasControlCharacters)]
    public void An_address_may_be_required_or_not(string? email, bool required, FieldProblem? problem) =>
        Assert.Equal(problem, FieldChecks.Email(FormField.Email, email, required)?.Problem);

    [Fact]
    public void An_address_has_at_most_254_characters()
    {
        string Address(int length) => $"a@{string.Join('.', Enumerable.Repeat(new string('x', 49), 5))}"[..(length - 4)] + ".org";

        Assert.Null(FieldChecks.Email(FormField.Email, Address(Limits.Email)));
        Assert.Equal(
            new InvalidField(FormField.Email, FieldProblem.TooLong, Limits.Email), FieldChecks.Email(FormField.Email, Address(Limits.Email) + "x"));
    }

    [Theory]
    [InlineData("a\nb\tc", false, FieldProblem.HasControlCharacters)]
    [InlineData("a\nb\tc", true, null)]
    [InlineData("a\rb", true, FieldProblem.HasControlCharacters)]
    [InlineData("a\u2028b", true, FieldProblem.HasControlCharacters)]
    [InlineData("a\u2029b", true, FieldProblem.HasControlCharacters)]
    [InlineData("\uFDD0", true, FieldProblem.HasControlCharacters)]
    [InlineData("\uFDEF", true, FieldProblem.HasControlCharacters)]
    [InlineData("\uFDCF\uFDF0", true, null)]
    [InlineData("\uFFFE", true, FieldProblem.HasControlCharacters)]
    [InlineData("\U0010FFFF", true, FieldProblem.HasControlCharacters)]
    public void Text_has_no_control_characters_but_line_breaks_where_allowed(string text, bool lineBreaks, FieldProblem? problem) => Assert.Equal(
        problem, FieldChecks.Text(FormField.Notes, text, 10, lineBreaks)?.Problem);

    [Fact]
    public void Every_culture_reads_the_same_numbers()
    {
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("ar-SA");

            Assert.Null(FieldChecks.PartySize("+5", 5));
            Assert.Equal(5, FieldChecks.ReadNumber("5"));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }
}
