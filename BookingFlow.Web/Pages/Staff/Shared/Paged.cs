namespace BookingFlow.Web.Pages.Staff.Shared;

/// <summary>One page of a list.</summary>
/// <param name="Page">Number of this page, from 1.</param>
/// <param name="Total">Number of items on all pages.</param>
public sealed record Paged<T>(IReadOnlyList<T> Items, int Page, int Total) : IPaged
{
    public static Paged<T> None { get; } = new([], 1, 0);

    public int Pages => Math.Max(1, (Total + Paging.Size - 1) / Paging.Size);
}
