namespace BookingFlow.Tests.Domain.Programme;

public sealed class DirectionsTests
{
    [Fact]
    public void Directions_have_text_or_a_map_or_both_or_are_absent()
    {
        Assert.Equal(
            new Directions("Green door\nRing twice", "https://map.example/?at=1,2#3"),
            Directions.Check(" Green door\r\nRing twice ", " https://map.example/?at=1,2#3 ").Value);
        Assert.Equal(new Directions(null, null), Directions.Check(" ", "").Value);
        Assert.Null(Directions.Of(null, null));
        Assert.NotNull(Directions.Of("Green door", null));
    }

    [Theory]
    [InlineData("map.example")]
    [InlineData("/map")]
    [InlineData("//map.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("mailto:box@theatre.example")]
    [InlineData("ftp://map.example/")]
    [InlineData("https://")]
    [InlineData("https://theatre.example@evil.example/")]
    public void A_map_address_that_is_not_an_absolute_web_address_is_invalid(string typed) =>
        Assert.Equal([new(FormField.MapAddress, FieldProblem.NotAWebAddress)], Directions.Check(null, typed).Failure?.Fields);

    [Fact]
    public void A_map_address_is_stored_percent_encoded_and_limited_in_length()
    {
        Assert.Equal("https://map.example/Stra%C3%9Fe%22", Directions.Check(null, "https://map.example/Straße\"").Value!.MapAddress);

        const string host = "https://map.example/";
        Assert.True(Directions.Check(null, host.PadRight(Limits.WebAddress, 'a')).Succeeded);
        foreach (var tooLong in new[] { host.PadRight(Limits.WebAddress + 1, 'a'), host.PadRight(Limits.WebAddress, 'ß') })
        {
            Assert.Equal([new(FormField.MapAddress, FieldProblem.TooLong, Limits.WebAddress)], Directions.Check(null, tooLong).Failure?.Fields);
        }
    }

    [Fact]
    public void Directions_are_limited_in_lines_length_and_characters()
    {
        Assert.True(Directions.Check(string.Join('\n', Enumerable.Repeat("left", Limits.DirectionsLines)), null).Succeeded);
        Assert.Equal(FieldProblem.TooLarge, Problem(string.Join('\n', Enumerable.Repeat("left", Limits.DirectionsLines + 1))));
        Assert.Equal(FieldProblem.TooLong, Problem(new string('a', Limits.Directions + 1)));
        Assert.Equal(FieldProblem.HasControlCharacters, Problem("left\u0007"));
    }

    [Fact]
    public void The_address_of_a_map_is_limited_in_length()
    {
        const string Host = "https://maps.example/";
        Assert.True(Directions.Check(null, Host + new string('x', Limits.WebAddress - Host.Length)).Succeeded);
        Assert.Equal(
            [new InvalidField(FormField.MapAddress, FieldProblem.TooLong, Limits.WebAddress)],
            Directions.Check(null, Host + new string('x', Limits.WebAddress + 1 - Host.Length)).Failure!.Fields);
    }

    private static FieldProblem? Problem(string directions) => Directions.Check(directions, null).Failure?.Fields.Single().Problem;
}
