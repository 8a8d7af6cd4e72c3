namespace BookingFlow.Web.Pages.Staff.Shared;

/// <summary>Position of a page within a paged list, for the paging links (<c>_Paging.cshtml</c>).</summary>
public interface IPaged
{
    /// <summary>Number of this page, from 1.</summary>
    int Page { get; }

    /// <summary>Number of pages, 1 or more.</summary>
    int Pages { get; }

    /// <summary>Number of items on all pages.</summary>
    int Total { get; }
}
