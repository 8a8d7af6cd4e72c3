using BookingFlow.Web.Components.Emails;

namespace BookingFlow.Tests.Components.Emails;

/// <summary>The confirmation mail of a group, as HTML.</summary>
public sealed class MailGroupTests : MailTest
{
    internal static readonly MailFacts Group = Facts with
    {
        Group =
        [
            new MailGroupRow(Seagull, 2, "K7QF-2M", StartsAt.AddHours(-1)),
            new MailGroupRow(Seagull with { StartsAt = StartsAt.AddDays(1), RoomName = "Studio" }, 1, "ACDE-FG", DoorsOpenAt: null),
        ],
    };

    [Fact]
    public void Html_lists_each_performance_with_its_people_and_reference()
    {
        var html = Html<ConfirmationMail>(Group);

        foreach (var words in new[]
        {
            "You asked for seats at 2 performances.", "The Seagull", "Friday 27 November 2026, 20:00", "Main Stage", "2 people", "K7QF-2M", "19:00",
            "Saturday 28 November 2026, 20:00", "Studio", "1 person", "ACDE-FG",
        })
        {
            Assert.Contains(words, html, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("You asked for 2 seats", html, StringComparison.Ordinal);
    }
}
