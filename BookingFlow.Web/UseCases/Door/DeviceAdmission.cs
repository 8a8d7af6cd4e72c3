namespace BookingFlow.Web.UseCases.Door;

/// <summary>An admission that a device without a network has made.</summary>
/// <param name="Request">The id of the device's record, so that sending it again changes nothing.</param>
/// <param name="People">How many people were let in; null for the whole party.</param>
/// <param name="At">When, by the device's clock; UTC.</param>
/// <param name="Offset">See <see cref="DeviceClock.ToServerTime"/>.</param>
public sealed record DeviceAdmission(Guid Request, int? People, DateTime At, TimeSpan Offset);
