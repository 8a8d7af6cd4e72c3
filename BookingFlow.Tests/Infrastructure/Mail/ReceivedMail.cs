using MimeKit;

namespace BookingFlow.Tests.Infrastructure.Mail;

/// <summary>A mail received by <see cref="SmtpSink"/>.</summary>
/// <param name="Bytes">The message as sent after DATA, without the final dot.</param>
public sealed record ReceivedMail(byte[] Bytes, SmtpEnvelope Envelope)
{
    public MimeMessage Message => MimeMessage.Load(new MemoryStream(Bytes));
}
