namespace BookingFlow.Tests.Infrastructure.Mail;

/// <summary>Who a taken mail was for, and how it came: in the envelope, not in the message.</summary>
public sealed record SmtpEnvelope(string From, IReadOnlyList<string> To, bool Tls, string? User);
