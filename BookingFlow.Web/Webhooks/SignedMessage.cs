namespace BookingFlow.Web.Webhooks;

/// <summary>A message with the values of its headers, as the Standard Webhooks specification names them.</summary>
/// <param name="Timestamp">Seconds since 1970, of the attempt.</param>
/// <param name="Signature">One signature for each secret, separated by spaces.</param>
public sealed record SignedMessage(string Id, string Timestamp, string Signature, string Body);
