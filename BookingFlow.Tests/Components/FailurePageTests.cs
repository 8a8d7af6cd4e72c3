using BookingFlow.Web.Components;
using Bunit;

namespace BookingFlow.Tests.Components;

public sealed class FailurePageTests : ComponentTest
{
    [Fact]
    public void Whoever_meets_a_fault_is_told_calmly_and_given_what_the_log_can_be_searched_for()
    {
        var page = Page(new Failure(FailureKind.Unexpected), errorId: "0af7651916cd43dd8448eb211c80319c");

        page.Find("main").MarkupMatches(
            """
            <main id="main" class="page page--narrow">
                <section class="notice notice--sign" role="alert">
                    <svg class="stage-sign" viewBox="0 0 96 96" aria-hidden="true" focusable="false" diff:ignoreChildren></svg>
                    <h1 class="notice-title">Sorry, something went wrong</h1>
                    <p>The problem is at our end.</p>
                    <p class="notice-next">Try again in a few minutes. If the problem continues, contact us.</p>
                </section>
                <p class="meta">If you contact us, quote this error ID: <code>0af7651916cd43dd8448eb211c80319c</code></p>
            </main>
            """);
    }

    [Fact]
    public void Where_there_is_nothing_to_look_up_no_number_is_told() =>
        Assert.Empty(Page(Failure.Busy(), errorId: null).FindAll("code"));

    [Fact]
    public void It_is_a_whole_page_of_the_house_that_leads_back_to_the_shows()
    {
        var page = Page(Failure.Busy(), errorId: null);

        Assert.Equal("Theater am Kanal", page.Find("title").TextContent);
        Assert.Equal("/", page.Find("header a").GetAttribute("href"));
        Assert.Equal("en", page.Find("html").GetAttribute("lang"));
        Assert.Empty(page.FindAll("script"));
    }

    private IRenderedComponent<FailurePage> Page(Failure failure, string? errorId) =>
        Render<FailurePage>(p => p.Add(c => c.Failure, failure).Add(c => c.Venue, Venue).Add(c => c.ErrorId, errorId));
}
