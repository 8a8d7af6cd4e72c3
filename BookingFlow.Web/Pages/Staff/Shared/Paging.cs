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
        return await ordered.PageAsync(page, await ordered.CountAsync(cancellationToken), cancellationToken);
    }

    /// <summary>Reads one page of a query whose total count is known.</summary>
    /// <param name="ordered">Query in a total order (with a unique last key).</param>
    /// <param name="page">Page number from 1. Null: the first page; out of range: the nearest page.</param>
    /// <param name="total">Number of items of the query. When it is 0, the query is not run.</param>
    public static async Task<Paged<T>> PageAsync<T>(this IQueryable<T> ordered, int? page, int total, CancellationToken cancellationToken)
    {
        if (total == 0)
        {
            return Paged<T>.None;
        }

        var last = Math.Max(1, (total + Size - 1) / Size);
        var shown = Math.Clamp(page ?? 1, 1, last);
        return new Paged<T>(await ordered.Skip((shown - 1) * Size).Take(Size).ToListAsync(cancellationToken), shown, total);
    }
}
