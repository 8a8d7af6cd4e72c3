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

    /// <summary>Whether a way into the room has no steps.</summary>
    public bool StepFreeAccess { get; set; }

    /// <summary>Whether the room has an induction loop.</summary>
    public bool InductionLoop { get; set; }

    /// <summary>Wheelchair places of new performances in the room, 0 or more.</summary>
    public int WheelchairPlaces { get; set; }

    /// <summary>Places for companions of new performances in the room, 0 or more.</summary>
    public int CompanionPlaces { get; set; }

    public RoomAccess Access
    {
        get => new(StepFreeAccess, InductionLoop, new(WheelchairPlaces, CompanionPlaces));
        set => (StepFreeAccess, InductionLoop, WheelchairPlaces, CompanionPlaces) =
            (value.StepFreeAccess, value.InductionLoop, value.Places.Wheelchair, value.Places.Companion);
    }

    /// <summary>Text and map together; null if there is neither.</summary>
    public Directions? Directions => Directions.Of(DirectionsText, MapAddress);

    /// <summary>When the room was taken out of use; UTC; null if performances can be planned in it.</summary>
    public DateTime? RetiredAt { get; set; }
}
