using BookingFlow.Web.Components;
using BookingFlow.Web.Components.Administration;
using Bunit;

namespace BookingFlow.Tests.Components.Administration;

public sealed class AuditSentenceTests : ComponentTest
{
    public static TheoryData<AuditAction> Acts { get; } = [.. Enum.GetValues<AuditAction>()];

    [Theory]
    [MemberData(nameof(Acts))]
    public void Every_act_is_a_sentence_that_names_who_and_the_thing(AuditAction act)
    {
        var sentence = Sentence(act, new Link("/staff/rooms/7", "Cellar"));

        Assert.StartsWith("Dora ", sentence.Markup.Trim(), StringComparison.Ordinal);
        var link = sentence.Find("a");
        Assert.Equal(("/staff/rooms/7", "Cellar"), (link.GetAttribute("href"), link.TextContent));
        Assert.EndsWith(".", sentence.Markup.Trim(), StringComparison.Ordinal);
        Assert.NotEmpty(T[$"Log.Name.{act}"].Value);
    }

    [Theory]
    [InlineData(AuditSubject.Room)]
    [InlineData(AuditSubject.Show)]
    [InlineData(AuditSubject.Performance)]
    [InlineData(AuditSubject.Reservation)]
    [InlineData(AuditSubject.Staff)]
    [InlineData(AuditSubject.Mail)]
    public void Every_kind_of_thing_has_a_name_for_one_and_for_many(AuditSubject thing)
    {
        Assert.NotEmpty(T[$"Log.Thing.{thing}"].Value);
        Assert.NotEmpty(T[$"Log.Many.{thing}"].Value);
    }

    [Fact]
    public void A_thing_without_a_page_is_named_and_no_link() =>
        Assert.Empty(Sentence(AuditAction.MailRetried, new Link("", "all unsent emails")).FindAll("a"));

    [Fact]
    public void A_name_is_never_markup() => Assert.DoesNotContain(
        "<img", Render<AuditSentence>(
            p =>
                p.Add(c => c.Action, AuditAction.RoomAdded)
                    .Add(c => c.ActorName, "<img src=x>")
                    .Add(c => c.Subject, new Link("/x", "<img src=y>"))).Markup, StringComparison.Ordinal);

    private IRenderedComponent<AuditSentence> Sentence(AuditAction act, Link thing) =>
        Render<AuditSentence>(p => p.Add(c => c.Action, act).Add(c => c.ActorName, "Dora").Add(c => c.Subject, thing));
}
