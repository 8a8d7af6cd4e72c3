namespace BookingFlow.Web.Staff;

/// <summary>
/// What a new password must be: long. Rules about digits and signs make people write passwords down, so there are none.
/// </summary>
public static class NewPassword
{
    /// <summary>Characters at least.</summary>
    public const int MinLength = 10;

    /// <summary>Longer than any password manager's; hashing a whole book would only cost time.</summary>
    public const int MaxLength = 200;

    /// <returns>What is wrong with it; null: nothing.</returns>
    public static InvalidField? Check(string? typed) => typed switch
    {
        null or "" => new(FormField.NewPassword, FieldProblem.Missing),
        { Length: < MinLength } => new(FormField.NewPassword, FieldProblem.TooShort, MinLength),
        { Length: > MaxLength } => new(FormField.NewPassword, FieldProblem.TooLong, MaxLength),
        _ => null,
    };
}
