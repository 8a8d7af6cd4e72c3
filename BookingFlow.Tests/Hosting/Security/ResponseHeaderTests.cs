using System.Globalization;
using BookingFlow.Web.Pages.Shared;
using BookingFlow.Web.Staff;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace BookingFlow.Tests.Hosting.Security;

/// <summary>Headers are ASCII: what was sent and returns in one, such as an address to go back to, must be encoded.</summary>
public sealed class ResponseHeaderTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private static readonly string[] Values = ["/é 漢字?🎭=é#\uFFFD\u2028", "/\u0001\u007f", "é\u0001"];

    [Theory]
    [InlineData("/", "/")]
    [InlineData("/shows/hamlet?a=b&c=%20d#e", "/shows/hamlet?a=b&c=%20d#e")]
    [InlineData("/é", "/%C3%A9")]
    [InlineData("/%C3%A9", "/%C3%A9")]
    [InlineData("/🎭?x=漢", "/%F0%9F%8E%AD?x=%E6%BC%A2")]
    [InlineData("/a b\u0001\u007f\u2028", "/a%20b%01%7F%E2%80%A8")]
    public void An_address_is_encoded_once(string path, string expected) => Assert.Equal(expected, LocationHeader.Encode(path));

    // Not in the theory: its values are stored as UTF-8, which has no half of a surrogate pair.
    [Fact]
    public void Half_of_a_surrogate_pair_is_replaced() => Assert.Equal("/%EF%BF%BD", LocationHeader.Encode("/\ud800"));

    [Fact]
    public async Task The_language_switch_returns_to_an_address_with_letters_beyond_ASCII()
    {
        using var visitor = shared.App.Visitor();
        var switched = await visitor.OpenAsync("/language?to=it&back=%2F%C3%A9");
        Assert.Equal((303, "/%C3%A9"), (switched.Status, switched.Location));
    }

    [Fact]
    public async Task Both_steps_of_the_sign_in_return_to_an_address_with_letters_beyond_ASCII()
    {
        var app = shared.App;
        var person = await app.AddStaffAsync(StaffRoles.Door);
        using var browser = app.Visitor();
        var asked = await browser.OpenAsync("/staff?é=ü");
        Assert.Equal((302, "/staff/login?returnUrl=%2Fstaff%3F%25C3%25A9%3D%25C3%25BC"), (asked.Status, asked.Location));
        var login = await browser.OpenAsync("/staff/login?returnUrl=%2Fstaff%2F%C3%A9");
        var done = await browser.SubmitAsync(login, "main form", ("Email", person.Email!), ("Password", BookingFlowApp.StaffPassword));
        Assert.Equal((303, "/staff/%C3%A9"), (done.Status, done.Location));

        var (_, codes) = await app.EnableTwoFactorAsync(person);
        using var second = app.Visitor();
        login = await second.OpenAsync("/staff/login?returnUrl=%2Fstaff%2F%C3%A9");
        done = await second.SubmitAsync(login, "main form", ("Email", person.Email!), ("Password", BookingFlowApp.StaffPassword));
        Assert.Equal((303, "/staff/login/code?returnUrl=%2Fstaff%2F%C3%A9"), (done.Status, done.Location));
        done = await second.SubmitAsync(await second.OpenAsync(done.Location!), "main form", ("Code", codes[0]));
        Assert.Equal((303, "/staff/%C3%A9"), (done.Status, done.Location));
    }

    [Theory]
    [InlineData("a:99999")]
    [InlineData("")]
    [InlineData("[::1")]
    [InlineData("a_b..c")]
    [InlineData("a_bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.example")]
    public async Task A_strange_host_name_never_returns_500(string host)
    {
        foreach (var path in new[] { "/staff", "/", "/nothing", "/language?to=it&back=/", "/sitemap.xml", "/staff/jobs" })
        {
            Assert.InRange(await RawRequest.SendAsync(shared.App, "GET", path, host: host), 1, 499);
        }
    }

    /// <summary>Found by reflection, so that it includes the values of pages to come.</summary>
    [Fact]
    public async Task No_value_that_a_page_binds_makes_a_header_that_the_server_refuses()
    {
        var app = shared.App;
        var performance = await app.AddAsync(app.APerformanceTonight());
        using var administrator = await app.StaffAsync(StaffRoles.Administrator);
        using var visitor = app.Visitor();
        var loader = app.Services.GetRequiredService<PageLoader>();
        var (failures, tried) = (new List<string>(), 0);
        foreach (var descriptor in app.Pages())
        {
            var page = await loader.LoadAsync(descriptor, Microsoft.AspNetCore.Http.EndpointMetadataCollection.Empty);
            var path = descriptor.Path(name => name == "id" ? performance.Id.ToString(CultureInfo.InvariantCulture) : Token.New().Text);
            var names = Names(page);
            tried += names.Count;
            foreach (var value in Values)
            {
                var query = string.Join('&', names.Select(name => $"{name}={Uri.EscapeDataString(value)}"));
                foreach (var browser in new[] { administrator, visitor })
                {
                    var status = (await browser.OpenAsync($"{path}?{query}")).Status;
                    if (status >= 500)
                    {
                        failures.Add($"{status}: {path}?{query}");
                    }
                }
            }
        }

        Assert.True(tried > 50, "Too few bound values were found.");
        Assert.Empty(failures);
    }

    private static List<string> Names(CompiledPageActionDescriptor page) =>
    [
        .. (page.BoundProperties ?? []).Select(property => property.BindingInfo?.BinderModelName ?? property.Name)
            .Concat(page.HandlerMethods.SelectMany(handler => handler.Parameters)
                .Select(parameter => parameter.BindingInfo?.BinderModelName ?? parameter.Name))
            .Where(name => name != "cancellationToken")
            .Distinct(StringComparer.OrdinalIgnoreCase),
    ];
}
