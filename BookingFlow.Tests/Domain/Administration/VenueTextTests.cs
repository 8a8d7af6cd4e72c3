namespace BookingFlow.Tests.Domain.Administration;

public sealed class VenueTextTests
{
    [Fact]
    public void A_text_is_normalized_and_may_have_lines() => Assert.Equal("# Imprint\n\nUs", VenueText.Check(" # Imprint\r\n\r\nUs ").Value);

    [Theory]
    [InlineData(null, FieldProblem.Missing)]
    [InlineData(" \n", FieldProblem.Missing)]
    [InlineData("a\u0007", FieldProblem.HasControlCharacters)]
    public void A_wrong_text_is_refused(string? typed, FieldProblem problem) =>
        Assert.Equal(problem, Assert.Single(VenueText.Check(typed).Failure!.Fields).Problem);

    [Fact]
    public void A_text_is_limited_in_length()
    {
        Assert.True(VenueText.Check(new string('x', Limits.VenueText)).Succeeded);
        Assert.Equal(
            new InvalidField(FormField.HouseText, FieldProblem.TooLong, Limits.VenueText),
            Assert.Single(VenueText.Check(new string('x', Limits.VenueText + 1)).Failure!.Fields));
    }
}
