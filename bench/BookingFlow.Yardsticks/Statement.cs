namespace BookingFlow.Yardsticks;

/// <summary>An SQL statement of the program.</summary>
/// <param name="Sql">The text, with named parameters.</param>
/// <param name="Parameters">The values by name, as text.</param>
public sealed record Statement(string Sql, IReadOnlyDictionary<string, string?> Parameters);
