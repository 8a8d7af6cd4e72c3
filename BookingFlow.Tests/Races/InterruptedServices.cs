using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BookingFlow.Tests.Races;

/// <summary>The use cases of one life of the program, on a database whose calls can fail.</summary>
internal sealed class InterruptedServices(FaultyDatabase faults, TemporaryDatabase database, FakeTimeProvider clock)
    : UseCaseFixture(faults, database.Metrics.Booking, clock)
{
    private readonly FaultyDatabase _faults = faults;
    private readonly TemporaryDatabase _database = database;

    public ServiceProvider Create() => CreateServices(_faults, _database.Metrics.Booking);
}
