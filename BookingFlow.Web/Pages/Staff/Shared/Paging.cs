using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.Shared;

public static class Paging
{
    /// <summary>Lines on one page.</summary>
    public const int Size = 50;

    /// <param name="ordered">In an order in which every line has its own place, or a line could be missed between two pages.</param>
    /// <param name="page">From 1; below and above what there is, the first and the last.</param>
    public static async Task<Paged<T>> PageAsync<T>(this IQueryable<T> ordered, int? page, CancellationToken cancellationToken)
    {
        var total = await ordered.CountAsync(cancellationToken);
        var last = Math.Max(1, (total + Size - 1) / Size);
        var shown = Math.Clamp(page ?? 1, 1, last);
        return new Paged<T>(await ordered.Skip((shown - 1) * Size).Take(Size).ToListAsync(cancellationToken), shown, total);
    }
}
