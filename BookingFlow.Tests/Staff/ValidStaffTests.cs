using BookingFlow.Web.Staff;

namespace BookingFlow.Tests.Staff;

public sealed class ValidStaffTests
{
    [Fact]
    public void A_colleague_is_tidied()
    {
        var details = ValidStaff.Check(" Dora ", " dora@staff.example\n", StaffRoles.Door).Value!;
        Assert.Equal(("Dora", "dora@staff.example", StaffRoles.Door), (details.DisplayName, details.Email, details.Role));
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once_in_the_order_of_the_form() => Assert.Equal(
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
    public void A_role_is_one_of_the_three_as_it_is_written(string? role) =>
        Assert.Equal(FormField.Role, Assert.Single(ValidStaff.Check("Dora", "dora@staff.example", role).Failure!.Fields).Field);

    [Fact]
    public void A_name_ends_at_its_limit_and_may_not_turn_the_text_round()
    {
        Assert.Null(ValidStaff.CheckName(new string('d', Limits.Name)));
        Assert.Equal(FieldProblem.TooLong, ValidStaff.CheckName(new string('d', Limits.Name + 1))!.Problem);
        Assert.Equal(FieldProblem.HasControlCharacters, ValidStaff.CheckName("Dora\u202eroD")!.Problem);
    }

    [Theory]
    [InlineData(null, FieldProblem.Missing)]
    [InlineData("", FieldProblem.Missing)]
    [InlineData("123456789", FieldProblem.TooShort)]
    public void A_password_has_ten_characters_at_least(string? typed, FieldProblem problem) =>
        Assert.Equal(problem, NewPassword.Check(typed)!.Problem);

    [Fact]
    public void A_password_needs_no_signs_and_may_be_long_but_no_book()
    {
        Assert.Null(NewPassword.Check("aaaaaaaaaa"));
        Assert.Null(NewPassword.Check(new string('a', NewPassword.Longest)));
        Assert.Equal(FieldProblem.TooLong, NewPassword.Check(new string('a', NewPassword.Longest + 1))!.Problem);
    }
}
