using System.Xml.Linq;
using BookingFlow.Web.Components;
using Bunit;

namespace BookingFlow.Tests.Components;

public sealed class StageSignTests : ComponentTest
{
    [Fact]
    public void Every_sign_is_a_picture_of_its_own_that_says_nothing_beside_the_words()
    {
        var signs = Enum.GetValues<StageSignKind>().Select(kind => Render<StageSign>(p => p.Add(c => c.Kind, kind)).Markup).ToList();

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
    [InlineData(FailureKind.ConfirmationTokenExpired, StageSignKind.Candle)]
    [InlineData(FailureKind.ConfirmationTokenUsed, StageSignKind.GoodTicket)]
    [InlineData(FailureKind.NotEnoughSeats, StageSignKind.FullHouse)]
    [InlineData(FailureKind.TooManyRequests, StageSignKind.Hourglass)]
    [InlineData(FailureKind.Unexpected, StageSignKind.LightOut)]
    [InlineData(FailureKind.ShowNotFound, StageSignKind.GhostLight)]
    public void A_refusal_has_the_sign_that_fits_it(FailureKind failure, StageSignKind sign) => Assert.Equal(sign, StageSigns.Of(failure));

    [Fact]
    public void No_sign_is_drawn_that_nobody_meets() => Assert.Empty(Enum.GetValues<StageSignKind>().Except(Enum.GetValues<FailureKind>().Select(StageSigns.Of)));
}
