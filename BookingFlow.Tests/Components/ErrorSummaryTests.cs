using BookingFlow.Web.Components;
using Bunit;

namespace BookingFlow.Tests.Components;

public sealed class ErrorSummaryTests : ComponentTest
{
    [Fact]
    public void It_takes_the_focus_and_leads_to_each_field_that_is_wrong() =>
        Summary(("Name", "Enter your name"), ("PartySize", "Party size must be 10 or fewer")).MarkupMatches(
            """
            <div class="notice notice--problem error-summary" role="alert" tabindex="-1" autofocus>
                <h2 class="notice-title">There is a problem</h2>
                <ul>
                    <li><a href="#Name">Enter your name</a></li>
                    <li><a href="#PartySize">Party size must be 10 or fewer</a></li>
                </ul>
            </div>
            """);

    [Fact]
    public void Where_nothing_is_wrong_there_is_nothing() => Assert.Empty(Summary().Markup);

    private IRenderedComponent<ErrorSummary> Summary(params (string FieldId, string Message)[] errors) =>
        Render<ErrorSummary>(p => p.Add(c => c.Errors, errors));
}
