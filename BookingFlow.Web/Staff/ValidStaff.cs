namespace BookingFlow.Web.Staff;

/// <summary>Validated input for a staff account.</summary>
public sealed record ValidStaff
{
    private ValidStaff(string displayName, string email, string role) => (DisplayName, Email, Role) = (displayName, email, role);

    public string DisplayName { get; }

    /// <summary>Address for signing in.</summary>
    public string Email { get; }

    /// <summary>One of <see cref="StaffRoles.All"/>.</summary>
    public string Role { get; }

    /// <summary>Validates the input and returns all problems at once. Whether the address is in use must be checked separately.</summary>
    /// <param name="allowsNonAsciiEmail">From <see cref="MailServerCapabilities"/>.</param>
    /// <returns>The validated input, or: InvalidInput.</returns>
    public static Result<ValidStaff> Check(string? displayName, string? email, string? role, bool allowsNonAsciiEmail = true)
    {
        (displayName, email, role) = (FieldChecks.NormalizeLine(displayName), EmailAddress.Read(email), FieldChecks.Normalize(role));
        InvalidField?[] found =
        [
            FieldChecks.Email(FormField.Email, email, allowsNonAscii: allowsNonAsciiEmail),
            CheckName(displayName),
            FieldChecks.Required(FormField.Role, role)
                ?? (StaffRoles.All.Contains(role, StringComparer.Ordinal) ? null : new InvalidField(FormField.Role, FieldProblem.NotAChoice)),
        ];
        var wrong = found.OfType<InvalidField>().OrderBy(field => field.Field).ToArray();
        return wrong.Length > 0 ? Failure.InvalidInput(wrong) : new ValidStaff(displayName!, email!, role!);
    }

    /// <summary>Validates a display name.</summary>
    /// <returns>The problem, or null if the name is valid.</returns>
    public static InvalidField? CheckName(string? displayName)
    {
        displayName = FieldChecks.NormalizeLine(displayName);
        return FieldChecks.Required(FormField.DisplayName, displayName) ?? FieldChecks.Text(FormField.DisplayName, displayName, Limits.Name);
    }
}
