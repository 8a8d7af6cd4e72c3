using BookingFlow.Tests.Looks;

namespace BookingFlow.Tests.Domain.Administration;

public sealed class AccentColourTests
{
    [Theory]
    [InlineData("#8a1c2b", "#8a1c2b")]
    [InlineData("8A1C2B", "#8a1c2b")]
    [InlineData("#fff", null)]
    [InlineData("#gggggg", null)]
    [InlineData("+12345", null)]
    [InlineData("##12345", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_colour_has_six_hexadecimal_digits(string? text, string? hex) => Assert.Equal(hex, Colour.Parse(text)?.Hex);

    [Theory]
    [InlineData("#8a1c2b")]
    [InlineData("#004466")]
    [InlineData("#000000")]
    [InlineData("#1c6b31")]
    public void Every_shade_of_an_accepted_colour_can_be_read(string hex)
    {
        var accent = AccentColour.Of(Colour.Parse(hex)!.Value);
        Assert.NotNull(accent);
        foreach (var (isDark, links, buttons) in new[]
            {
                (false, new[] { accent.Base, accent.Deep }, new[] { accent.Base, accent.Deep }),
                (true, [accent.OnDark, accent.OnDarkDeep], [accent.DarkButton, accent.Base]),
            })
        {
            var tokens = StyleSheet.Colours(isDark);
            Assert.All(links, link => Assert.InRange(Rgb.Parse(link.Hex).ContrastTo(tokens["paper"]), 4.5, 21));
            Assert.All(links, link => Assert.InRange(Rgb.Parse(link.Hex).ContrastTo(tokens["sheet"]), 4.5, 21));
            Assert.All(buttons, button => Assert.InRange(Rgb.Parse(button.Hex).ContrastTo(tokens["on-curtain"]), 4.5, 21));
        }
    }

    [Theory]
    [InlineData("#ffcc00")]
    [InlineData("#8f8f8f")]
    [InlineData("#ffffff")]
    public void A_light_colour_is_refused_and_a_darker_shade_suggested(string hex)
    {
        var colour = Colour.Parse(hex)!.Value;
        Assert.Null(AccentColour.Of(colour));
        Assert.InRange(AccentColour.ContrastOf(colour), 1, 4.49);

        var suggested = AccentColour.Suggest(colour);
        Assert.InRange(AccentColour.ContrastOf(suggested), 4.5, 5.5);
        Assert.NotNull(AccentColour.Of(suggested));
    }

    [Fact]
    public void Grounds_and_default_are_those_of_the_style_sheet()
    {
        Assert.Equal(Rgb.Parse(AccentColour.LightPaper.Hex), StyleSheet.Colours(isDark: false)["paper"]);
        Assert.Equal(Rgb.Parse(AccentColour.Default.Base.Hex), StyleSheet.Colours(isDark: false)["accent"]);
        Assert.Equal(Rgb.Parse(AccentColour.DarkSheet.Hex), StyleSheet.Colours(isDark: true)["sheet"]);
    }
}
