namespace BookingFlow.Tests.Infrastructure.Hosts;

/// <summary>
/// For tests beside which no other house may live. An exporter hears every meter of its name in the process, and when another
/// house ends, its meter's end ends the exporter's series of that name, whoever counts in them.
/// </summary>
[CollectionDefinition(nameof(NonParallelCollection), DisableParallelization = true)]
public sealed class NonParallelCollection;
