namespace BookingFlow.Web.Staff;

/// <summary>Who a colleague is, as typed by an Administrator: checked and tidied.</summary>
public sealed record ValidStaff
{
    private ValidStaff(string displayName, string email, string role) => (DisplayName, Email, Role) = (displayName, email, role);

    public string DisplayName { get; }

    /// <summary>The address with which the person signs in.</summary>
    public string Email { get; }

    /// <summary>One of <see cref="StaffRoles.All"/>.</summary>
    public string Role { get; }

    /// <summary>Tells everything that is wrong at once. Whether the address is in use, only the database knows.</summary>
    public static Result<ValidStaff> Check(string? displayName, string? email, string? role)
    {
        (displayName, email, role) = (FieldChecks.Normalize(displayName), FieldChecks.Normalize(email), FieldChecks.Normalize(role));
        InvalidField?[] found =
        [
            FieldChecks.Email(FormField.Email, email),
            CheckName(displayName),
            FieldChecks.Required(FormField.Role, role)
                ?? (StaffRoles.All.Contains(role, StringComparer.Ordinal) ? null : new InvalidField(FormField.Role, FieldProblem.NotAChoice)),
        ];
        var wrong = found.OfType<InvalidField>().OrderBy(field => field.Field).ToArray();
        return wrong.Length > 0 ? Failure.InvalidInput(wrong) : new ValidStaff(displayName!, email!, role!);
    }

    /// <summary>The name alone, for somebody who changes the own one; null: nothing is wrong with it.</summary>
    public static InvalidField? CheckName(string? displayName)
    {
        displayName = FieldChecks.Normalize(displayName);
        return FieldChecks.Required(FormField.DisplayName, displayName) ?? FieldChecks.Text(FormField.DisplayName, displayName, Limits.Name);
    }
}
