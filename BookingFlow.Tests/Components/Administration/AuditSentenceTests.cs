using BookingFlow.Web.Components;
using BookingFlow.Web.Components.Administration;
using Bunit;

namespace BookingFlow.Tests.Components.Administration;

public sealed class AuditSentenceTests : ComponentTest
{
    public static TheoryData<AuditAction> Actions { get; } = [.. Enum.GetValues<AuditAction>()];

    [Theory]
    [MemberData(nameof(Actions))]
    public void Every_action_has_a_sentence_with_the_actor_and_a_link_to_the_subject(AuditAction action)
    {
        var sentence = Sentence(action, new Link("/staff/rooms/7", "Cellar"));

        Assert.StartsWith("Dora ", sentence.Markup.Trim(), StringComparison.Ordinal);
        var link = sentence.Find("a");
        Assert.Equal(("/staff/rooms/7", "Cellar"), (link.GetAttribute("href"), link.TextContent));
        Assert.EndsWith(".", sentence.Markup.Trim(), StringComparison.Ordinal);
        Assert.NotEmpty(T[$"Log.Name.{action}"].Value);
    }

    [Theory]
    [InlineData(AuditSubject.Room)]
    [InlineData(AuditSubject.Show)]
    [InlineData(AuditSubject.Performance)]
    [InlineData(AuditSubject.Reservation)]
    [InlineData(AuditSubject.Staff)]
    [InlineData(AuditSubject.Mail)]
    public void Every_subject_has_a_singular_and_a_plural_name(AuditSubject subject)
    {
        Assert.NotEmpty(T[$"Log.Thing.{subject}"].Value);
        Assert.NotEmpty(T[$"Log.Many.{subject}"].Value);
    }

    [Fact]
    public void Subject_without_a_page_is_not_a_link() =>
        Assert.Empty(Sentence(AuditAction.MailRetried, new Link("", "all unsent emails")).FindAll("a"));

    [Fact]
    public void Names_are_HTML_encoded() => Assert.DoesNotContain(
        "<img", Render<AuditSentence>(
            p =>
                p.Add(c => c.Action, AuditAction.RoomAdded)
                    .Add(c => c.ActorName, "<img src=x>")
                    .Add(c => c.Subject, new Link("/x", "<img src=y>"))).Markup, StringComparison.Ordinal);

    private IRenderedComponent<AuditSentence> Sentence(AuditAction action, Link subject) =>
        Render<AuditSentence>(p => p.Add(c => c.Action, action).Add(c => c.ActorName, "Dora").Add(c => c.Subject, subject));
}
