using BookingFlow.Web.Emails.Delivery;

namespace BookingFlow.Tests.Infrastructure.Mail;

/// <summary>Start options of the SMTP server. <see cref="SmtpSink.SetBehaviourAsync"/> changes its behaviour while it runs.</summary>
/// <param name="SmtpUtf8">Whether it announces SMTPUTF8.</param>
/// <param name="Mechanism">The only offered authentication mechanism, LOGIN or PLAIN; null: both.</param>
public sealed record SmtpSinkOptions(
    SmtpSecurity Security = SmtpSecurity.None, string? User = null, string? Password = null, string? Mechanism = null, bool SmtpUtf8 = false);
