namespace BookingFlow.Tests.Infrastructure.Databases;

/// <summary>What an interrupted flow does in a step.</summary>
public enum StepKind
{
    /// <summary>A statement or a commit.</summary>
    Database,

    /// <summary>A command of the conversation with the mail server, its greeting included.</summary>
    MailCommand,

    /// <summary>A folder created, a file opened, written, closed or renamed.</summary>
    FileOperation,
}
