namespace BookingFlow.Web.Domain.Door;

/// <summary>Who stands at which door.</summary>
/// <param name="DoorOf">The performance that this door is set to; null: any whose doors are open.</param>
/// <param name="Door">What this door is called, such as "main entrance"; null: it has no name.</param>
public sealed record Steward(int StaffId, string Name, int? DoorOf, string? Door = null)
{
    public Actor Actor => new(StaffId, Name);
}
