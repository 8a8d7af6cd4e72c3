namespace BookingFlow.Web.UseCases.Door;

/// <summary>The answer to a record of a device.</summary>
/// <param name="ReservationId">Null if the record names no party of ours.</param>
/// <param name="Failure">Why the party is not admitted; null if it is, or if the record is a refusal of the device.</param>
public sealed record DeviceAnswer(DeviceRecord Record, int? ReservationId, Failure? Failure = null);
