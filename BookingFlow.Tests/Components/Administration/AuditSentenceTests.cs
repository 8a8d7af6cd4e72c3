using BookingFlow.Web.Components;
using Bunit;

namespace BookingFlow.Tests.Components.Administration;

public sealed class LogSentenceTests : ComponentTest
{
    public static TheoryData<LogAct> Acts { get; } = [.. Enum.GetValues<LogAct>()];

    [Theory]
    [MemberData(nameof(Acts))]
    public void Every_act_is_a_sentence_that_names_who_and_the_thing(LogAct act)
    {
        var sentence = Sentence(act, new Way("/staff/rooms/7", "Cellar"));

        Assert.StartsWith("Dora ", sentence.Markup.Trim(), StringComparison.Ordinal);
        var link = sentence.Find("a");
        Assert.Equal(("/staff/rooms/7", "Cellar"), (link.GetAttribute("href"), link.TextContent));
        Assert.EndsWith(".", sentence.Markup.Trim(), StringComparison.Ordinal);
        Assert.NotEmpty(T[$"Log.Name.{act}"].Value);
    }

    [Theory]
    [InlineData(LogThing.Room)]
    [InlineData(LogThing.Show)]
    [InlineData(LogThing.Performance)]
    [InlineData(LogThing.Reservation)]
    [InlineData(LogThing.Staff)]
    [InlineData(LogThing.Mail)]
    public void Every_kind_of_thing_has_a_name_for_one_and_for_many(LogThing thing)
    {
        Assert.NotEmpty(T[$"Log.Thing.{thing}"].Value);
        Assert.NotEmpty(T[$"Log.Many.{thing}"].Value);
    }

    [Fact]
    public void A_thing_without_a_page_is_named_and_no_link() => Assert.Empty(Sentence(LogAct.MailRetried, new Way("", "all that was failing")).FindAll("a"));

    [Fact]
    public void A_name_is_never_markup() => Assert.DoesNotContain(
        "<img", Render<LogSentence>(p => p.Add(c => c.Act, LogAct.RoomAdded).Add(c => c.Who, "<img src=x>").Add(c => c.Thing, new Way("/x", "<img src=y>"))).Markup, StringComparison.Ordinal);

    private IRenderedComponent<LogSentence> Sentence(LogAct act, Way thing) =>
        Render<LogSentence>(p => p.Add(c => c.Act, act).Add(c => c.Who, "Dora").Add(c => c.Thing, thing));
}
