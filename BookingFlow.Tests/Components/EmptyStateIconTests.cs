using System.Xml.Linq;
using BookingFlow.Web.Components;
using Bunit;

namespace BookingFlow.Tests.Components;

public sealed class EmptyStateIconTests : ComponentTest
{
    [Fact]
    public void Every_sign_is_a_picture_of_its_own_that_says_nothing_beside_the_words()
    {
        var signs = Enum.GetValues<EmptyStateIconKind>().Select(kind => Render<EmptyStateIcon>(p => p.Add(c => c.Kind, kind)).Markup).ToList();

        Assert.Equal(signs.Count, signs.Distinct(StringComparer.Ordinal).Count());
        Assert.All(signs, sign =>
        {
            var svg = XElement.Parse(sign);
            Assert.Equal("true", (string?)svg.Attribute("aria-hidden"));
            Assert.NotEmpty(svg.Elements());
            Assert.Empty(svg.DescendantsAndSelf().Attributes("style"));
        });
    }

    [Theory]
    [InlineData(FailureKind.ConfirmationTokenExpired, EmptyStateIconKind.Candle)]
    [InlineData(FailureKind.ConfirmationTokenUsed, EmptyStateIconKind.GoodTicket)]
    [InlineData(FailureKind.NotEnoughSeats, EmptyStateIconKind.FullRows)]
    [InlineData(FailureKind.TooManyRequests, EmptyStateIconKind.Hourglass)]
    [InlineData(FailureKind.Unexpected, EmptyStateIconKind.LightOut)]
    [InlineData(FailureKind.ShowNotFound, EmptyStateIconKind.GhostLight)]
    public void A_refusal_has_the_sign_that_fits_it(FailureKind failure, EmptyStateIconKind sign) => Assert.Equal(sign, EmptyStateIcons.Of(failure));

    [Fact]
    public void No_sign_is_drawn_that_nobody_meets() =>
        Assert.Empty(Enum.GetValues<EmptyStateIconKind>().Except(Enum.GetValues<FailureKind>().Select(EmptyStateIcons.Of)));
}
