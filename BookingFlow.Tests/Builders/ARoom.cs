namespace BookingFlow.Tests.Builders;

/// <summary>A room of forty seats. Its name is unique in the test process.</summary>
public sealed class ARoom
{
    private static int _number;
    private string _name = $"Main room {Interlocked.Increment(ref _number)}";
    private int _capacity = 40;
    private WayThere? _way;

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

    public ARoom FoundBy(string? directions, string? mapAddress)
    {
        _way = WayThere.Of(directions, mapAddress);
        return this;
    }

    public Room Build() => new() { Name = _name, Capacity = _capacity, Directions = _way?.Directions, MapAddress = _way?.MapAddress };
}
