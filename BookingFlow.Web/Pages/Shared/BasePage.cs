using BookingFlow.Web.UseCases.Reservations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BookingFlow.Web.Pages.Shared;

/// <summary>Base class of all pages: shows failures under their status code, and redirects after a POST.</summary>
public abstract class BasePage : PageModel
{
    /// <summary>The failure to show; null when the request succeeded.</summary>
    public Failure? Failure { get; private set; }

    /// <summary>The client's key for limits that are counted in the database (<see cref="ClientNetwork.KeyOf"/>).</summary>
    protected int ClientKey => ClientNetwork.KeyOf(HttpContext.Connection.RemoteIpAddress);

    /// <summary>Renders this page again with a failure, under the failure's status code.</summary>
    /// <remarks>Also called by <c>FormGuard</c>, before the handler has run. A page that needs data overrides this and loads it first.</remarks>
    public virtual Task<IActionResult> RefuseAsync(Failure failure, CancellationToken cancellationToken)
    {
        Failure = failure;
        Response.StatusCode = FailureStatus.Of(failure.Kind);
        FailureStatus.SetRetryAfter(Response, failure);
        return Task.FromResult<IActionResult>(Page());
    }

    /// <summary>Redirects after a POST with 303, so that a reload does not repeat the POST.</summary>
    protected StatusCodeResult SeeOther(string path)
    {
        Response.Headers.Location = LocationHeader.Encode(path);
        return StatusCode(StatusCodes.Status303SeeOther);
    }

    /// <summary>Redirects after a POST to a page by its name, such as <c>/Staff/Rooms/Index</c>.</summary>
    /// <param name="values">Route and query values.</param>
    protected StatusCodeResult SeeOtherPage(string page, object? values = null) => SeeOther(PathOf(page, values));

    /// <summary>Returns the address of a page by its name.</summary>
    protected string PathOf(string page, object? values = null) =>
        Url.Page(page, values) ?? throw new InvalidOperationException($"No page {page} takes these values.");

    /// <summary>Returns the page of a reservation that was opened from its group: that of its confirmation link if it is pending.</summary>
    protected string PathOf(OpenedReservation opened) => opened.IsPending
        ? PathOf("/Reservations/Confirm", new { token = opened.Link.Text })
        : PathOf("/Party/Party", new { partyToken = opened.Link.Party.Text });

    /// <summary>Parses the id of the submitted form; returns a new id when it is missing or invalid.</summary>
    protected static Guid Submission(string? formId) => Guid.TryParse(formId, out var id) ? id : Guid.NewGuid();
}
