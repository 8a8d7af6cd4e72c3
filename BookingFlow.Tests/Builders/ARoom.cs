namespace BookingFlow.Tests.Builders;

/// <summary>Builds a room of forty seats. Its name is unique in the test process.</summary>
public sealed class ARoom
{
    private static int _number;
    private string _name = $"Main room {Interlocked.Increment(ref _number)}";
    private int _capacity = 40;
    private Directions? _way;

    public ARoom Named(string name)
    {
        _name = name;
        return this;
    }

    public ARoom WithCapacity(int seats)
    {
        _capacity = seats;
        return this;
    }

    public ARoom WithDirections(string? directions, string? mapAddress)
    {
        _way = Directions.Of(directions, mapAddress);
        return this;
    }

    public Room Build() => new() { Name = _name, Capacity = _capacity, DirectionsText = _way?.Text, MapAddress = _way?.MapAddress };
}
