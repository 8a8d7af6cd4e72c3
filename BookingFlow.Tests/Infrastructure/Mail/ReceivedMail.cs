using MimeKit;

namespace BookingFlow.Tests.Infrastructure.Mail;

/// <summary>One taken mail: the bytes between DATA and the dot.</summary>
public sealed record ReceivedMail(byte[] Bytes, SmtpEnvelope Envelope)
{
    public MimeMessage Message => MimeMessage.Load(new MemoryStream(Bytes));
}
