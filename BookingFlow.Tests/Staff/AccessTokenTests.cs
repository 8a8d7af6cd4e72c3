using BookingFlow.Web.Staff;

namespace BookingFlow.Tests.Staff;

public sealed class AccessTokenTests
{
    [Fact]
    public void A_token_is_recognised_by_its_prefix_and_read_back()
    {
        var secret = Token.New();
        var text = AccessToken.Format(secret);

        Assert.Equal(47, text.Length);
        Assert.StartsWith("bft_", text, StringComparison.Ordinal);
        Assert.True(AccessToken.TryParse(text, out var read));
        Assert.Equal(secret.Hash, read.Hash);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("bft_")]
    [InlineData("bft_short")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("BFT_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("bft_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void Other_texts_are_no_tokens(string? text) => Assert.False(AccessToken.TryParse(text, out _));

    [Theory]
    [InlineData("Administrator", "Administrator,BoxOffice,Door")]
    [InlineData("BoxOffice", "BoxOffice,Door")]
    [InlineData("Door", "Door")]
    [InlineData("Unknown", "")]
    [InlineData(null, "")]
    public void A_token_has_the_role_of_its_owner_or_a_lower_one(string? own, string roles) =>
        Assert.Equal(roles, string.Join(',', StaffRoles.ForTokens(own)));

    [Theory]
    [InlineData("Accounts", "BoxOffice", "1", null, null)]
    [InlineData("Accounts", "BoxOffice", "365", null, null)]
    [InlineData(" ", "BoxOffice", "30", FormField.TokenName, FieldProblem.Missing)]
    [InlineData("Accounts", "", "30", FormField.Role, FieldProblem.Missing)]
    [InlineData("Accounts", "Administrator", "30", FormField.Role, FieldProblem.NotAChoice)]
    [InlineData("Accounts", "BoxOffice", "", FormField.TokenDays, FieldProblem.Missing)]
    [InlineData("Accounts", "BoxOffice", "0", FormField.TokenDays, FieldProblem.NotPositive)]
    [InlineData("Accounts", "BoxOffice", "366", FormField.TokenDays, FieldProblem.TooLarge)]
    [InlineData("Accounts", "BoxOffice", "a year", FormField.TokenDays, FieldProblem.NotANumber)]
    public void Name_role_and_expiry_are_required(string name, string role, string days, FormField? field, FieldProblem? problem)
    {
        var input = new AccessTokenInput { TokenName = name, Role = role, TokenDays = days };
        var wrong = ValidAccessToken.Check(input, StaffRoles.BoxOffice).Failure?.Fields;
        Assert.Equal((field, problem), wrong is null ? (null, null) : ((FormField?)Assert.Single(wrong).Field, (FieldProblem?)wrong[0].Problem));
    }

    [Fact]
    public void The_use_is_written_at_most_once_a_minute()
    {
        Assert.True(AccessToken.HasToBeWritten(null, TestTimes.Now));
        Assert.False(AccessToken.HasToBeWritten(TestTimes.Now, TestTimes.Now.AddSeconds(59)));
        Assert.True(AccessToken.HasToBeWritten(TestTimes.Now, TestTimes.Now.AddSeconds(60)));
    }
}
