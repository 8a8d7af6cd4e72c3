using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BookingFlow.Web.Pages.Shared;

/// <summary>
/// What every place has in common: it can refuse. A refusal shows the place again with the failure on it, under the
/// failure's status code.
/// </summary>
public abstract class PlacePage : PageModel
{
    /// <summary>What was refused; null when nothing was.</summary>
    public Failure? Failure { get; private set; }

    /// <summary>
    /// Shows this place with the failure. A place that needs facts to be shown loads them first, then calls this; the
    /// guard of all forms comes through here too.
    /// </summary>
    public virtual Task<IActionResult> RefuseAsync(Failure failure, CancellationToken cancellationToken)
    {
        Failure = failure;
        Response.StatusCode = FailureStatus.Of(failure.Kind);
        FailureStatus.SetRetryAfter(Response, failure);
        return Task.FromResult<IActionResult>(Page());
    }

    /// <summary>After a POST that did something: the browser is to GET that place, and F5 there repeats nothing.</summary>
    protected StatusCodeResult SeeOther(string path)
    {
        Response.Headers.Location = path;
        return StatusCode(StatusCodes.Status303SeeOther);
    }

    /// <summary>The same for a page by its name, such as <c>/Staff/Rooms/Index</c>.</summary>
    /// <param name="values">What its address and query need.</param>
    protected StatusCodeResult SeeOtherPage(string page, object? values = null) => SeeOther(PathOf(page, values));

    /// <summary>The address of a page by its name.</summary>
    protected string PathOf(string page, object? values = null) =>
        Url.Page(page, values) ?? throw new InvalidOperationException($"No page {page} takes these values.");

    /// <summary>The hidden id of the form that was rendered; a form that lost it is one submission of its own.</summary>
    protected static Guid Submission(string? formId) => Guid.TryParse(formId, out var id) ? id : Guid.NewGuid();
}
