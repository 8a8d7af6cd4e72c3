namespace BookingFlow.Web.Domain.Programme;

/// <summary>A room where performances take place.</summary>
public sealed class Room
{
    public int Id { get; set; }

    public required string Name { get; set; }

    /// <summary>Seats in the room, 0 to <see cref="Limits.RoomCapacity"/>.</summary>
    public int Capacity { get; set; }

    /// <summary>Directions to the room in plain text; null if there are none.</summary>
    public string? DirectionsText { get; set; }

    /// <summary>Address of a map, http or https; null if there is none.</summary>
    public string? MapAddress { get; set; }

    /// <summary>Text and map together; null if there is neither.</summary>
    public Directions? Directions => Directions.Of(DirectionsText, MapAddress);

    /// <summary>When the room was taken out of use; UTC; null if performances can be planned in it.</summary>
    public DateTime? RetiredAt { get; set; }
}
