using System.Diagnostics;
using BookingFlow.Web.Telemetry;

namespace BookingFlow.Tests.Telemetry;

public sealed class BookingActivitiesTests
{
    [Theory]
    [InlineData("/src/UseCases/Reservations/ConfirmReservation.cs")]
    [InlineData(@"C:\src\UseCases\Reservations\ConfirmReservation.cs")]
    [InlineData("ConfirmReservation.cs")]
    public void A_write_is_named_after_the_use_case_wherever_the_program_was_compiled(string sourceFile)
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == BookingMetrics.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
        };
        ActivitySource.AddActivityListener(listener);

        using var activity = BookingActivities.Write(sourceFile);

        Assert.Equal("write ConfirmReservation", activity?.OperationName);
    }
}
