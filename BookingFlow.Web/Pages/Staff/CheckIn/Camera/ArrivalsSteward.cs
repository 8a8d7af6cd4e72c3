namespace BookingFlow.Web.Pages.Staff.CheckIn.Camera;

/// <summary>The signed-in steward, for the device.</summary>
public sealed record ArrivalsSteward(int? Id, string Name);
