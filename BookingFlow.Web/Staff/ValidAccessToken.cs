using System.Globalization;

namespace BookingFlow.Web.Staff;

/// <summary>Validated input of an access token.</summary>
public sealed record ValidAccessToken
{
    private ValidAccessToken()
    {
    }

    public required string Name { get; init; }

    /// <inheritdoc cref="AccessToken.Role"/>
    public required string Role { get; init; }

    /// <summary>1 to <see cref="AccessToken.MaxDays"/>.</summary>
    public required int Days { get; init; }

    /// <param name="ownRole">The owner's role, which the token's must not exceed; null for none.</param>
    /// <returns>The validated input, or: InvalidInput.</returns>
    public static Result<ValidAccessToken> Check(AccessTokenInput typed, string? ownRole)
    {
        var (name, days) = (FieldChecks.NormalizeLine(typed.TokenName), FieldChecks.NormalizeLine(typed.TokenDays));
        InvalidField?[] found =
        [
            FieldChecks.Required(FormField.TokenName, name) ?? FieldChecks.Text(FormField.TokenName, name, Limits.Name),
            string.IsNullOrEmpty(typed.Role) ? new(FormField.Role, FieldProblem.Missing)
                : StaffRoles.ForTokens(ownRole).Contains(typed.Role, StringComparer.Ordinal) ? null : new(FormField.Role, FieldProblem.NotAChoice),
            FieldChecks.Required(FormField.TokenDays, days) ?? WrongDays(days!),
        ];
        InvalidField[] wrong = [.. found.OfType<InvalidField>()];
        return wrong.Length > 0
            ? Failure.InvalidInput(wrong)
            : new ValidAccessToken { Name = name!, Role = typed.Role!, Days = int.Parse(days!, CultureInfo.InvariantCulture) };
    }

    private static InvalidField? WrongDays(string days) =>
        FieldChecks.Number(FormField.TokenDays, days, AccessToken.MaxDays)
            ?? (FieldChecks.ReadNumber(days) == 0 ? new(FormField.TokenDays, FieldProblem.NotPositive) : null);
}
