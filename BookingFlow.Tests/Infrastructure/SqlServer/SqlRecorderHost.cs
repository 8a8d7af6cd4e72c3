using System.Security.Claims;
using BookingFlow.Web.Data;
using BookingFlow.Web.Staff;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;

namespace BookingFlow.Tests.Infrastructure.SqlServer;

/// <summary>Creates page models without a web server, on a <see cref="SqlRecorder"/>.</summary>
public sealed class SqlRecorderHost
{
    private readonly ClaimsPrincipal _steward = new(
        new ClaimsIdentity([new(ClaimTypes.NameIdentifier, "1"), new(ClaimTypes.Role, StaffRoles.Door)], "test"));

    public SqlServerFixture UseCases { get; } = new();

    /// <summary>Creates a page model for a request of a signed-in steward.</summary>
    public T Page<T>(Func<BookingDbContext, T> create)
        where T : PageModel
    {
        var page = create(UseCases.Recorder.CreateDbContext());
        page.PageContext = new PageContext { HttpContext = new DefaultHttpContext { User = _steward }, RouteData = new RouteData() };
        page.Url = new PageNameUrls(page.PageContext);
        return page;
    }

    /// <summary>Creates the row of AspNetUsers for the signed-in steward.</summary>
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
