using BookingFlow.Web.Emails.Delivery;

namespace BookingFlow.Tests.Infrastructure.Mail;

/// <summary>How the mail server begins. What may change while it runs is told with <see cref="SmtpSink.SetBehaviourAsync"/>.</summary>
/// <param name="Mechanism">LOGIN or PLAIN alone; null: both.</param>
public sealed record SmtpSinkOptions(
    SmtpSecurity Security = SmtpSecurity.None, string? User = null, string? Password = null, string? Mechanism = null);
