using BookingFlow.Web.Staff;

namespace BookingFlow.Tests.Staff;

public sealed class ValidStaffTests
{
    [Fact]
    public void Valid_input_is_trimmed()
    {
        var details = ValidStaff.Check(" Dora ", " dora@staff.example\n", StaffRoles.Door).Value!;
        Assert.Equal(("Dora", "dora@staff.example", StaffRoles.Door), (details.DisplayName, details.Email, details.Role));
    }

    [Fact]
    public void All_invalid_fields_are_reported_together_in_form_order() => Assert.Equal(
        [
            new InvalidField(FormField.Email, FieldProblem.NotAnEmail),
            new InvalidField(FormField.DisplayName, FieldProblem.Missing),
            new InvalidField(FormField.Role, FieldProblem.NotAChoice),
        ],
        ValidStaff.Check(" ", "dora", "Director").Failure!.Fields);

    [Theory]
    [InlineData("door")]
    [InlineData("")]
    [InlineData(null)]
    public void A_role_must_be_one_of_the_three_in_exact_spelling(string? role) =>
        Assert.Equal(FormField.Role, Assert.Single(ValidStaff.Check("Dora", "dora@staff.example", role).Failure!.Fields).Field);

    [Fact]
    public void A_name_is_limited_in_length_and_loses_bidirectional_control_characters()
    {
        Assert.Null(ValidStaff.CheckName(new string('d', Limits.Name)));
        Assert.Equal(FieldProblem.TooLong, ValidStaff.CheckName(new string('d', Limits.Name + 1))!.Problem);
        Assert.Equal("DoraroD", ValidStaff.Check("Dora\u202eroD", "dora@staff.example", StaffRoles.Door).Value?.DisplayName);
    }

    [Theory]
    [InlineData(null, FieldProblem.Missing)]
    [InlineData("", FieldProblem.Missing)]
    [InlineData("123456789", FieldProblem.TooShort)]
    public void A_password_needs_at_least_ten_characters(string? typed, FieldProblem problem) =>
        Assert.Equal(problem, NewPassword.Check(typed)!.Problem);

    [Fact]
    public void A_password_needs_no_special_characters_and_is_limited_in_length()
    {
        Assert.Null(NewPassword.Check("aaaaaaaaaa"));
        Assert.Null(NewPassword.Check(new string('a', NewPassword.MaxLength)));
        Assert.Equal(FieldProblem.TooLong, NewPassword.Check(new string('a', NewPassword.MaxLength + 1))!.Problem);
    }
}
