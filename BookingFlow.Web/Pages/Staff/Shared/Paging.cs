using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.Shared;

/// <summary>Reads one page of a query.</summary>
public static class Paging
{
    /// <summary>Items on one page.</summary>
    public const int Size = 50;

    /// <summary>Reads one page of a query with the total count.</summary>
    /// <param name="ordered">Query in a total order (with a unique last key). Otherwise pages could overlap or skip items.</param>
    /// <param name="page">Page number from 1. Null: the first page; out of range: the nearest page.</param>
    public static async Task<Paged<T>> PageAsync<T>(this IQueryable<T> ordered, int? page, CancellationToken cancellationToken)
    {
        var total = await ordered.CountAsync(cancellationToken);
        var last = Math.Max(1, (total + Size - 1) / Size);
        var shown = Math.Clamp(page ?? 1, 1, last);
        return new Paged<T>(await ordered.Skip((shown - 1) * Size).Take(Size).ToListAsync(cancellationToken), shown, total);
    }
}
