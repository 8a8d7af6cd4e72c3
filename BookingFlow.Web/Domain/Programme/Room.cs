namespace BookingFlow.Web.Domain.Programme;

/// <summary>Where a performance is played.</summary>
public sealed class Room
{
    public int Id { get; set; }

    public required string Name { get; set; }

    /// <summary>Seats in the room, 0 to <see cref="Limits.RoomCapacity"/>.</summary>
    public int Capacity { get; set; }

    /// <summary>How to find its door, in a few plain lines; null: nobody needs to be told.</summary>
    public string? DirectionsText { get; set; }

    /// <summary>A map of the way there: an address that begins with https or http; null: none.</summary>
    public string? MapAddress { get; set; }

    /// <summary>Null where the house tells nothing of it.</summary>
    public Directions? Directions => Directions.Of(DirectionsText, MapAddress);

    /// <summary>When it was taken out of use; UTC; null: performances can be planned in it.</summary>
    public DateTime? RetiredAt { get; set; }
}
