using BookingFlow.Web.Components;

namespace BookingFlow.Tests.Components;

public sealed class TextDirectionTests
{
    [Theory]
    [InlineData("سارة")]
    [InlineData("שרה Cohen")]
    public void A_name_with_right_to_left_letters_is_isolated(string name) => Assert.Equal($"\u2068{name}\u2069", TextDirection.Isolate(name));

    [Theory]
    [InlineData("Ada Lovelace 🎭")]
    [InlineData("李小龍")]
    [InlineData("Владимир")]
    [InlineData("")]
    public void Any_other_name_is_unchanged(string name) => Assert.Equal(name, TextDirection.Isolate(name));
}
