using System.Xml.Linq;
using BookingFlow.Web.Components;
using Bunit;

namespace BookingFlow.Tests.Components;

public sealed class EmptyStateIconTests : ComponentTest
{
    [Fact]
    public void Every_icon_is_distinct_hidden_from_assistive_technology_and_without_inline_style()
    {
        var icons = Enum.GetValues<EmptyStateIconKind>().Select(kind => Render<EmptyStateIcon>(p => p.Add(c => c.Kind, kind)).Markup).ToList();

        Assert.Equal(icons.Count, icons.Distinct(StringComparer.Ordinal).Count());
        Assert.All(icons, icon =>
        {
            var svg = XElement.Parse(icon);
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
    public void Failure_kind_maps_to_its_icon(FailureKind failure, EmptyStateIconKind icon) => Assert.Equal(icon, EmptyStateIcons.Of(failure));

    [Fact]
    public void Every_icon_is_used_by_a_failure_kind() =>
        Assert.Empty(Enum.GetValues<EmptyStateIconKind>().Except(Enum.GetValues<FailureKind>().Select(EmptyStateIcons.Of)));
}
