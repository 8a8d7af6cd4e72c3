namespace BookingFlow.Tests.Infrastructure.Hosts;

/// <summary>
/// Tests that run in parallel with no other test. An OpenTelemetry exporter listens to every meter of a name in the process; when another program
/// instance in the process disposes of its meter, the exporter ends the series of that name for all instances.
/// </summary>
[CollectionDefinition(nameof(NonParallelTests), DisableParallelization = true)]
public sealed class NonParallelTests;
