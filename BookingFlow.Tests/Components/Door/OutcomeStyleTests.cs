using BookingFlow.Web.Components.Door;

namespace BookingFlow.Tests.Components.Door;

public sealed class OutcomeStyleTests
{
    [Fact]
    public void Each_symbol_belongs_to_one_tone_only()
    {
        var performance = new PerformanceFacts(7, "the-seagull", "The Seagull", "Main Stage", DateTime.UnixEpoch);
        Failure[] refusals =
        [
            .. Enum.GetValues<FailureKind>().Select(kind => Failure.About(kind, performance)),
            Failure.OutsideCheckInWindow(DateTime.UnixEpoch, closedAt: null, performance),
            Failure.AlreadyCheckedIn(new CheckInFacts(DateTime.UnixEpoch, "Grace", 1) { StillToCome = 1 }, performance),
            new Failure(FailureKind.TicketInvalid) { IsForeignAddress = true },
            new Failure(FailureKind.TicketInvalid) { IsCaseLost = true },
        ];
        var styles = refusals.Select(OutcomeStyle.Of).Append(OutcomeStyle.Admitted).ToList();

        Assert.Equal(["in", "no", "wait"], styles.Select(style => style.Tone).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Assert.All(
            styles.GroupBy(style => style.Path, StringComparer.Ordinal),
            sameSymbol => Assert.Single(sameSymbol.Select(style => style.Tone).Distinct(StringComparer.Ordinal)));
    }

    [Fact]
    public void Only_admission_has_the_green_tone() =>
        Assert.DoesNotContain(Enum.GetValues<FailureKind>(), kind => OutcomeStyle.Of(new Failure(kind)).Tone == "in");
}
