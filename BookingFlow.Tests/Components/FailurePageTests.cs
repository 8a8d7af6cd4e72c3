using BookingFlow.Web.Components;
using Bunit;

namespace BookingFlow.Tests.Components;

public sealed class FailurePageTests : ComponentTest
{
    [Fact]
    public void Unexpected_failure_shows_an_apology_and_the_error_id()
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
    public void Failure_without_an_error_id_shows_none() =>
        Assert.Empty(Page(Failure.Busy(), errorId: null).FindAll("code"));

    [Fact]
    public void Failure_page_is_a_complete_document_that_links_to_the_show_list()
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
