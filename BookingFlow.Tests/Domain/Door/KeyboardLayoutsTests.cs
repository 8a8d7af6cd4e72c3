namespace BookingFlow.Tests.Domain.Door;

public sealed class KeyboardLayoutsTests
{
    [Fact]
    public void Every_layout_returns_every_character_of_a_link_that_it_types() =>
        Assert.All(KeyboardLayouts.All, layout => Assert.Equal(ComputerKeyboard.Scanned, layout.ReadBack(layout.Type(ComputerKeyboard.Scanned)!)));

    [Fact]
    public void Every_computer_keyboard_types_as_one_of_the_layouts()
    {
        var missing = ComputerKeyboard.Readable.Where(
            keyboard => !KeyboardLayouts.All.Any(layout => layout.ReadBack(keyboard.Typed) == ComputerKeyboard.Scanned));

        Assert.Empty(missing);
    }

    [Fact]
    public void A_layout_reads_nothing_into_a_key_without_a_character() =>
        Assert.All(KeyboardLayouts.All, layout => Assert.Null(layout.ReadBack($"{KeyboardLayout.NoCharacter}")));

    [Fact]
    public void The_first_reading_is_the_text_as_typed_even_if_no_layout_types_it()
    {
        Assert.Equal([new KeyboardReading("Ω🎭", KeyboardMismatch.None)], KeyboardLayouts.Read("Ω🎭"));
        Assert.Equal(new KeyboardReading("ay", KeyboardMismatch.None), KeyboardLayouts.Read("ay")[0]);
    }

    [Fact]
    public void A_text_longer_than_a_link_is_read_only_as_typed() => Assert.Single(KeyboardLayouts.Read(new string('y', 100_000)));
}
