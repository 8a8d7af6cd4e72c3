namespace BookingFlow.Web.Pages.Staff.Shared;

/// <summary>One page of a list that may be long.</summary>
/// <param name="Page">From 1.</param>
/// <param name="Total">How many there are in all.</param>
public sealed record Paged<T>(IReadOnlyList<T> Items, int Page, int Total) : IPaged
{
    public static Paged<T> None { get; } = new([], 1, 0);

    public int Pages => Math.Max(1, (Total + Paging.Size - 1) / Paging.Size);
}
