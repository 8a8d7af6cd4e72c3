using BookingFlow.Web.Hosting.Pipeline;
using BookingFlow.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace BookingFlow.Tests.Hosting.Pipeline;

/// <summary>What each page is, is declared once (PageConventions), and the declarations agree with the addresses.</summary>
public sealed class PageConventionsTests(PageConventionsTests.RunningPages pages) : IClassFixture<PageConventionsTests.RunningPages>
{
    [Fact]
    public void Every_page_carries_exactly_one_declaration()
    {
        Assert.NotEmpty(pages.All);
        Assert.All(pages.All, page => Assert.Equal((page.Name, 1), (page.Name, page.Endpoint.Metadata.GetOrderedMetadata<PageDeclaration>().Count)));
    }

    [Fact]
    public void Every_declaration_is_of_a_page() =>
        Assert.Empty(PageConventions.Declarations.Keys.Except(pages.All.Select(page => page.Name), StringComparer.Ordinal));

    [Fact]
    public void The_pages_at_the_door_have_priority_and_no_others() => Assert.All(pages.All, page => Assert.Equal(
        (page.Path, page.IsBelow("/check-in") || page.IsBelow("/staff/check-in")), (page.Path, page.Declaration.HasCheckInPriority)));

    [Fact]
    public void The_pages_of_staff_are_in_the_languages_of_staff_and_no_others() => Assert.All(pages.All, page => Assert.Equal(
        (page.Path, LanguagesBelow(page)), (page.Path, page.Declaration.Languages)));

    [Fact]
    public void A_public_page_is_declared_public_and_nothing_else() => Assert.All(
        pages.All.Where(page => page.Declaration.IsPublic),
        page => Assert.Equal(new PageDeclaration { IsPublic = true, IsOpenToRobots = true }, page.Declaration));

    [Fact]
    public void Only_an_administrators_page_takes_a_large_form() => Assert.All(
        pages.All.Where(page => page.Declaration.LargestForm is not null),
        page => Assert.Equal((page.Path, Web.Staff.StaffPolicies.Administer), (page.Path, page.Declaration.Access?.Policy)));

    private static PageLanguages LanguagesBelow(RunningPage page) =>
        page.IsBelow("/staff") ? PageLanguages.OfStaff : page.IsBelow("/check-in") ? PageLanguages.OfStaffWhenSignedIn : PageLanguages.OfVisitors;

    public sealed record RunningPage(string Name, RouteEndpoint Endpoint)
    {
        public string Path => "/" + Endpoint.RoutePattern.RawText!.Trim('/');

        public PageDeclaration Declaration => Endpoint.Metadata.GetRequiredMetadata<PageDeclaration>();

        public bool IsBelow(string place) => Path == place || Path.StartsWith(place + "/", StringComparison.Ordinal);
    }

    /// <summary>Every page of the running program, by each of its addresses.</summary>
    public sealed class RunningPages : IAsyncLifetime
    {
        public IReadOnlyList<RunningPage> All { get; private set; } = [];

        public async ValueTask InitializeAsync()
        {
            await using var app = await BookingFlowApp.StartAsync();
            All =
            [
                .. app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
                    .Where(endpoint => endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null)
                    .Select(endpoint => new RunningPage(endpoint.Metadata.GetRequiredMetadata<PageActionDescriptor>().ViewEnginePath, endpoint)),
            ];
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
