namespace BookingFlow.Web.Pages.Staff.Shared;

/// <summary>One menu of the staff navigation.</summary>
/// <param name="TitleKey">Key of its title in the staff's word file.</param>
/// <param name="Links">The pages in it that the person may open; at least one.</param>
public sealed record StaffNavigationGroup(string TitleKey, IReadOnlyList<StaffNavigationLink> Links)
{
    /// <summary>Whether the page that is shown belongs to this group.</summary>
    public bool IsCurrent => Links.Any(link => link.Current is not null);
}
