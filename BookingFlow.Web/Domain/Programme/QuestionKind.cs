namespace BookingFlow.Web.Domain.Programme;

/// <summary>How a question to the parties is answered. Stored in snake case.</summary>
public enum QuestionKind
{
    /// <summary>With a line of text.</summary>
    Text,

    /// <summary>With one of the given choices.</summary>
    Choice,

    /// <summary>With a tick, or none.</summary>
    Tick,
}
