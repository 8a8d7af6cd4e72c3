namespace BookingFlow.Tests.Journeys;

/// <summary>One running program for all tests of a class. Each test has a performance of its own.</summary>
public sealed class CameraStationApp : IAsyncLifetime
{
    internal BookingFlowApp App { get; private set; } = null!;

    // The doors never close, so that no list is deleted for that reason; one test closes them.
    public async ValueTask InitializeAsync() => App = await BookingFlowApp.StartAsync(null, ("CheckIn:ClosesAfter", ""));

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
