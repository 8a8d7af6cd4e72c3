using System.Security.Claims;
using BookingFlow.Web.Data;
using BookingFlow.Web.Staff;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;

namespace BookingFlow.Tests.Infrastructure.SqlServer;

/// <summary>A house over a wire to SQL Server that parses every statement, with what opens its pages without a web server.</summary>
public sealed class SqlRecorderHost
{
    private readonly ClaimsPrincipal _steward = new(
        new ClaimsIdentity([new(ClaimTypes.NameIdentifier, "1"), new(ClaimTypes.Role, StaffRoles.Door)], "test"));

    public SqlServerFixture House { get; } = new();

    /// <summary>Creates a page model, opened by a signed-in staff member.</summary>
    public T Page<T>(Func<BookingDbContext, T> open)
        where T : PageModel
    {
        var page = open(House.Recorder.CreateDbContext());
        page.PageContext = new PageContext { HttpContext = new DefaultHttpContext { User = _steward }, RouteData = new RouteData() };
        page.Url = new PageNameUrls(page.PageContext);
        return page;
    }

    public static Dictionary<string, object?> StaffRow() => new()
    {
        ["Id"] = 1,
        ["DisplayName"] = "Dora",
        ["UserName"] = "dora@staff.example",
        ["NormalizedUserName"] = "DORA@STAFF.EXAMPLE",
        ["Email"] = "dora@staff.example",
        ["NormalizedEmail"] = "DORA@STAFF.EXAMPLE",
        ["EmailConfirmed"] = true,
        ["PhoneNumberConfirmed"] = false,
        ["TwoFactorEnabled"] = false,
        ["LockoutEnabled"] = true,
        ["AccessFailedCount"] = 0,
        ["SecurityStamp"] = "x",
        ["ConcurrencyStamp"] = "x",
    };
}
