using BookingFlow.Web.Components;
using Bunit;

namespace BookingFlow.Tests.Components;

public sealed class ErrorSummaryTests : ComponentTest
{
    [Fact]
    public void Error_summary_takes_the_focus_and_links_to_each_invalid_field() =>
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
    public void Error_summary_without_errors_renders_nothing() => Assert.Empty(Summary().Markup);

    private IRenderedComponent<ErrorSummary> Summary(params (string FieldId, string Message)[] errors) =>
        Render<ErrorSummary>(p => p.Add(c => c.Errors, errors));
}
