using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Staff.Shared;

/// <summary>A place of the back office: it knows who is there, and can say that what was asked for has been done.</summary>
public abstract class StaffPage(BookingDbContext db) : PlacePage
{
    private Actor? _person;

    /// <summary>What has just been done, as the address says it after a redirect; anything that is not of <see cref="Done"/> says nothing.</summary>
    [FromQuery(Name = "done")]
    public string? DoneText { get; set; }

    public Done? JustDone => Enum.TryParse<Done>(DoneText, ignoreCase: true, out var done) && Enum.IsDefined(done) ? done : null;

    protected BookingDbContext Db => db;

    /// <summary>Who is signed in, for the acts and the log.</summary>
    protected async Task<Actor> PersonAsync(CancellationToken cancellationToken) => _person ??= await db.SignedInAsync(User, cancellationToken);

    /// <summary>After a POST that did something: that place, which says so.</summary>
    protected StatusCodeResult SeeOtherPage(string page, Done done, object? values = null) =>
        SeeOtherPage(page, new RouteValueDictionary(values) { ["done"] = done.ToString().ToLowerInvariant() });
}
