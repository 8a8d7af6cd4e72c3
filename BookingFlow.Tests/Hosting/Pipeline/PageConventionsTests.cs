using BookingFlow.Web.Hosting.Pipeline;
using BookingFlow.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace BookingFlow.Tests.Hosting.Pipeline;

/// <summary>Tests that every page has one declaration in <see cref="PageConventions"/> and that it agrees with the page's address.</summary>
public sealed class PageConventionsTests(PageConventionsTests.RunningPages pages) : IClassFixture<PageConventionsTests.RunningPages>
{
    [Fact]
    public void Every_page_has_exactly_one_declaration()
    {
        Assert.NotEmpty(pages.All);
        Assert.All(pages.All, page => Assert.Equal((page.Name, 1), (page.Name, page.Endpoint.Metadata.GetOrderedMetadata<PageDeclaration>().Count)));
    }

    [Fact]
    public void Every_declaration_belongs_to_a_page() =>
        Assert.Empty(PageConventions.Declarations.Keys.Except(pages.All.Select(page => page.Name), StringComparer.Ordinal));

    [Fact]
    public void Only_check_in_pages_have_priority() => Assert.All(pages.All, page => Assert.Equal(
        (page.Path, page.IsBelow("/check-in") || page.IsBelow("/staff/check-in")), (page.Path, page.Declaration.HasCheckInPriority)));

    [Fact]
    public void Staff_pages_and_no_others_use_the_staff_languages() => Assert.All(pages.All, page => Assert.Equal(
        (page.Path, ExpectedLanguages(page)), (page.Path, page.Declaration.Languages)));

    [Fact]
    public void Public_pages_declare_nothing_but_being_public_and_open_to_robots() => Assert.All(
        pages.All.Where(page => page.Declaration.IsPublic),
        page => Assert.Equal(
            new PageDeclaration { IsPublic = true, IsOpenToRobots = true },
            page.Declaration with
            {
                HasLanguageParameter = false,
                // Which page that is, is asserted in CrossOriginTests.
                CrossOrigin = CrossOriginUse.None,
                Security = page.Declaration.Security == PageSecurity.Frame ? PageSecurity.Default : page.Declaration.Security,
            }));

    [Fact]
    public void Only_Administrator_pages_accept_a_large_form() => Assert.All(
        pages.All.Where(page => page.Declaration.MaxFormBytes is not null),
        page => Assert.Equal((page.Path, Web.Staff.StaffPolicies.Administer), (page.Path, page.Declaration.Access?.Policy)));

    private static PageLanguages ExpectedLanguages(RunningPage page) =>
        page.IsBelow("/staff") ? PageLanguages.OfStaff : page.IsBelow("/check-in") ? PageLanguages.OfStaffWhenSignedIn : PageLanguages.OfVisitors;

    public sealed record RunningPage(string Name, RouteEndpoint Endpoint)
    {
        public string Path => "/" + Endpoint.RoutePattern.RawText!.Trim('/');

        public PageDeclaration Declaration => Endpoint.Metadata.GetRequiredMetadata<PageDeclaration>();

        public bool IsBelow(string path) => Path == path || Path.StartsWith(path + "/", StringComparison.Ordinal);
    }

    /// <summary>Every page endpoint of the running program; a page with several addresses occurs several times.</summary>
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
