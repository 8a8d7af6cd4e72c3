namespace BookingFlow.Tests.Domain.Mail;

public sealed class ValidPartyMessageTests
{
    [Fact]
    public void A_complete_message_is_valid_and_normalized()
    {
        var valid = ValidPartyMessage.Check(new PartyMessageInput("stayedaway", "  A  subject ", "Line one\r\n\r\nLine two\r\n"));

        Assert.Equal(PartyMessageRecipients.StayedAway, valid.Value?.Recipients);
        Assert.Equal("Line one\n\nLine two", valid.Value?.Text);
        Assert.Equal(valid.Value?.Subject, valid.Value?.Subject.Trim());
    }

    [Theory]
    [InlineData(null, "x", "x", FormField.Recipients, FieldProblem.Missing)]
    [InlineData("everybody", "x", "x", FormField.Recipients, FieldProblem.NotAChoice)]
    [InlineData("17", "x", "x", FormField.Recipients, FieldProblem.NotAChoice)]
    [InlineData("Came", " ", "x", FormField.Subject, FieldProblem.Missing)]
    [InlineData("Came", "x\u0007", "x", FormField.Subject, FieldProblem.HasControlCharacters)]
    [InlineData("Came", "x\ny", "x", FormField.Subject, FieldProblem.HasControlCharacters)]
    [InlineData("Came", "x", null, FormField.MessageText, FieldProblem.Missing)]
    [InlineData("Came", "x", "x\u0007", FormField.MessageText, FieldProblem.HasControlCharacters)]
    public void An_invalid_field_is_named(string? recipients, string? subject, string? text, FormField field, FieldProblem problem)
    {
        var wrong = Assert.Single(ValidPartyMessage.Check(new PartyMessageInput(recipients, subject, text)).Failure!.Fields);

        Assert.Equal((field, problem), (wrong.Field, wrong.Problem));
    }

    [Fact]
    public void Subject_and_text_have_a_maximum_length()
    {
        var longest = new PartyMessageInput("Came", new string('x', Limits.MessageSubject), new string('x', Limits.MessageText));
        Assert.True(ValidPartyMessage.Check(longest).Succeeded);

        var tooLong = ValidPartyMessage.Check(longest with { Subject = longest.Subject + "x", Text = longest.Text + "x" });

        Assert.Equal(
            [
                new(FormField.Subject, FieldProblem.TooLong, Limits.MessageSubject),
                new(FormField.MessageText, FieldProblem.TooLong, Limits.MessageText),
            ],
            tooLong.Failure?.Fields ?? []);
    }

    [Fact]
    public void The_key_of_a_submission_depends_on_the_form_the_performance_and_all_fields()
    {
        var form = Guid.NewGuid();
        var message = APartyMessage.To(PartyMessageRecipients.Came);

        Assert.Equal(message.SubmissionKey(form, 1), (message with { }).SubmissionKey(form, 1));
        Guid[] keys =
        [
            message.SubmissionKey(form, 1), message.SubmissionKey(form, 2), message.SubmissionKey(Guid.NewGuid(), 1),
            (message with { Recipients = PartyMessageRecipients.Confirmed }).SubmissionKey(form, 1),
            (message with { Subject = "Other" }).SubmissionKey(form, 1), (message with { Text = "Other" }).SubmissionKey(form, 1),
        ];
        Assert.Equal(keys.Length, keys.Distinct().Count());
    }
}
