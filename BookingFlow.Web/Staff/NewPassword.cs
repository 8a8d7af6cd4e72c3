namespace BookingFlow.Web.Staff;

/// <summary>Validates new passwords. Only the length is checked: rules about digits and symbols make people write passwords down.</summary>
public static class NewPassword
{
    /// <summary>Minimum length in characters.</summary>
    public const int MinLength = 10;

    /// <summary>Maximum length in characters: more than password managers generate, and short enough to hash.</summary>
    public const int MaxLength = 200;

    /// <returns>The problem, or null if the password is valid.</returns>
    public static InvalidField? Check(string? typed) => typed switch
    {
        null or "" => new(FormField.NewPassword, FieldProblem.Missing),
        { Length: < MinLength } => new(FormField.NewPassword, FieldProblem.TooShort, MinLength),
        { Length: > MaxLength } => new(FormField.NewPassword, FieldProblem.TooLong, MaxLength),
        _ => null,
    };
}
