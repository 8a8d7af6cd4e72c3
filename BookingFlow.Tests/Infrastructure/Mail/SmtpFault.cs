namespace BookingFlow.Tests.Infrastructure.Mail;

/// <summary>What <see cref="FaultySmtpServer"/> does instead of answering a command.</summary>
public enum SmtpFault
{
    /// <summary>Closes the connection.</summary>
    Closes,

    /// <summary>Refuses the command with 451, for now.</summary>
    Defers,

    /// <summary>Refuses the command with 554, for ever.</summary>
    Refuses,

    /// <summary>Sends nothing, and the client's time runs out.</summary>
    StaysSilent,
}
