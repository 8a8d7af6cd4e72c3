namespace BookingFlow.Tests.Infrastructure.Mail;

/// <summary>The SMTP envelope of a received mail, as opposed to its headers.</summary>
/// <param name="Tls">Whether it was received over TLS.</param>
/// <param name="SmtpUtf8">Whether the sender used SMTPUTF8 for it.</param>
/// <param name="User">The authenticated user; null: not authenticated.</param>
public sealed record SmtpEnvelope(string From, IReadOnlyList<string> To, bool Tls, string? User, bool SmtpUtf8);
