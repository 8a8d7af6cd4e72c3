namespace BookingFlow.Web.Pages.Staff.Shared;

/// <summary>A link of the staff navigation.</summary>
/// <param name="TitleKey">Key of its text in the staff's word file.</param>
/// <param name="Page">Name of the page that it opens.</param>
/// <param name="Current">Value of <c>aria-current</c>: <c>page</c> on the page itself, <c>true</c> on another page of its folder, else null.</param>
public sealed record StaffNavigationLink(string TitleKey, string Page, string? Current);
