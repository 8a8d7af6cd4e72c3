using BookingFlow.Web.Components.Door;

namespace BookingFlow.Tests.Components.Door;

public sealed class OutcomeStyleTests
{
    [Fact]
    public void Whoever_sees_no_colours_tells_every_colour_apart_by_its_symbol()
    {
        var performance = new PerformanceFacts(7, "the-seagull", "The Seagull", "Main Stage", DateTime.UnixEpoch);
        Failure[] refusals =
        [
            .. Enum.GetValues<FailureKind>().Select(kind => Failure.About(kind, performance)),
            Failure.OutsideCheckInWindow(DateTime.UnixEpoch, closedAt: null, performance),
            Failure.AlreadyCheckedIn(new CheckInFacts(DateTime.UnixEpoch, "Grace", 1) { StillToCome = 1 }, performance),
            new Failure(FailureKind.TicketInvalid) { IsForeignAddress = true },
        ];
        var signs = refusals.Select(OutcomeStyle.Of).Append(OutcomeStyle.Admitted).ToList();

        Assert.Equal(["in", "no", "wait"], signs.Select(sign => sign.Tone).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Assert.All(
            signs.GroupBy(sign => sign.Path, StringComparer.Ordinal),
            same => Assert.Single(same.Select(sign => sign.Tone).Distinct(StringComparer.Ordinal)));
    }

    [Fact]
    public void Only_a_party_that_comes_in_is_told_in_green() =>
        Assert.DoesNotContain(Enum.GetValues<FailureKind>(), kind => OutcomeStyle.Of(new Failure(kind)).Tone == "in");
}
