using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Staff.Shared;

/// <summary>Base class of staff pages: provides the signed-in actor, and confirms completed actions after a redirect.</summary>
public abstract class StaffPage(BookingDbContext db) : BasePage
{
    private Actor? _actor;

    /// <summary>The completed action in the query string after a redirect. Values that are not in <see cref="Done"/> are ignored.</summary>
    [FromQuery(Name = "done")]
    public string? DoneText { get; set; }

    public Done? JustDone => Enum.TryParse<Done>(DoneText, ignoreCase: true, out var done) && Enum.IsDefined(done) ? done : null;

    protected BookingDbContext Db => db;

    /// <summary>Returns the signed-in staff member as the actor for use cases and the audit log.</summary>
    protected async Task<Actor> ActorAsync(CancellationToken cancellationToken) => _actor ??= await db.FindActorAsync(User, cancellationToken);

    /// <summary>Redirects (303) to a page that confirms the completed action.</summary>
    /// <param name="page">Razor page name.</param>
    /// <param name="values">Route and query values of the page.</param>
    protected StatusCodeResult SeeOtherPage(string page, Done done, object? values = null) =>
        SeeOtherPage(page, new RouteValueDictionary(values) { ["done"] = done.ToString().ToLowerInvariant() });
}
