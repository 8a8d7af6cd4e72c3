using System.Globalization;
using BookingFlow.Web.Components;
using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Reservations;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Api.StaffApi;

/// <summary>Answers <c>/api/v1/staff/figures</c> and <c>/api/v1/staff/reservations</c>, as JSON by pages or as a workbook.</summary>
public static class StaffEndpoints
{
    public static async Task<IResult> FiguresAsync(
        [AsParameters] StaffParameters parameters, HttpRequest request, BookingDbContext db, Venue venue, PublicLinks links, TimeProvider clock,
        IStringLocalizer<Words> words, CancellationToken cancellationToken)
    {
        if (!TryRead(parameters, request, venue, out var filter, out var refusal))
        {
            return refusal;
        }

        var (found, now) = (filter.Apply(db.Performances), clock.GetUtcNow().UtcDateTime);
        if (filter.IsWorkbook)
        {
            var all = await db.ExportedPerformancesAsync(found, now, cancellationToken);
            return await WorkbookAsync(
                request.HttpContext.Response,
                file => ReservationsWorkbook.WriteFiguresAsync(file, all.ToAsyncEnumerable(), venue, now, words, cancellationToken),
                cancellationToken);
        }

        // By ids, because the figures are computed with conditions on the performances, which a page would make part of each.
        var ids = await found.OrderBy(p => p.StartsAt).ThenBy(p => p.Id).Select(p => p.Id)
            .Skip((filter.Page - 1) * filter.PageSize).Take(filter.PageSize + 1).ToListAsync(cancellationToken);
        var shown = ids.Take(filter.PageSize).ToList();
        var performances = await db.ExportedPerformancesAsync(db.Performances.Where(p => shown.Contains(p.Id)), now, cancellationToken);
        return TypedResults.Ok(new FiguresPage
        {
            Performances = [.. performances.Select(p => PerformanceFigures.Of(p, venue))],
            Page = filter.Page,
            PageSize = filter.PageSize,
            Next = NextPage(links.StaffFigures, request, filter, ids.Count),
        });
    }

    public static async Task<IResult> ReservationsAsync(
        [AsParameters] StaffParameters parameters, HttpRequest request, BookingDbContext db, Venue venue, PublicLinks links, TimeProvider clock,
        IStringLocalizer<Words> words, CancellationToken cancellationToken)
    {
        if (!TryRead(parameters, request, venue, out var filter, out var refusal))
        {
            return refusal;
        }

        var performanceIds = filter.Apply(db.Performances).Select(p => p.Id);
        var found = db.Reservations.Where(r => performanceIds.Contains(r.PerformanceId));
        if (filter.IsWorkbook)
        {
            var (all, now) = (await found.ExportedIdsAsync(cancellationToken), clock.GetUtcNow().UtcDateTime);
            var performances = await db.ExportedPerformancesAsync(filter.Apply(db.Performances), now, cancellationToken);
            var columns = await found.ExtraColumnsAsync(cancellationToken);
            return await WorkbookAsync(
                request.HttpContext.Response,
                file => ReservationsWorkbook.WriteAsync(
                    file, columns, db.ExportedReservationsAsync(all, cancellationToken), performances.ToAsyncEnumerable(), venue, now, words,
                    cancellationToken),
                cancellationToken);
        }

        var ids = await found.ByName().Select(r => r.Id).Skip((filter.Page - 1) * filter.PageSize).Take(filter.PageSize + 1)
            .ToListAsync(cancellationToken);
        List<ReadReservation> reservations = [];
        await foreach (var exported in db.ExportedReservationsAsync([.. ids.Take(filter.PageSize)], cancellationToken))
        {
            reservations.Add(ReadReservation.Of(exported, venue));
        }

        return TypedResults.Ok(new ReservationsPage
        {
            Reservations = reservations,
            Page = filter.Page,
            PageSize = filter.PageSize,
            Next = NextPage(links.StaffReservations, request, filter, ids.Count),
        });
    }

    private static bool TryRead(StaffParameters parameters, HttpRequest request, Venue venue, out StaffFilter filter, out IResult refusal)
    {
        (filter, var problems) = StaffFilter.Read(parameters, request.Query.Keys, AcceptsWorkbook(request), venue);
        refusal = TypedResults.ValidationProblem(problems, "Each parameter under errors is wrong and says what would be right.");
        return problems.Count == 0;
    }

    private static bool AcceptsWorkbook(HttpRequest request) => request.GetTypedHeaders().Accept
        .Any(type => type.MediaType.Equals(ReservationsWorkbook.ContentType, StringComparison.OrdinalIgnoreCase));

    /// <param name="found">How many entries were found for the page, one more than it has if another one follows.</param>
    private static Uri? NextPage(string address, HttpRequest request, StaffFilter filter, int found)
    {
        if (found <= filter.PageSize)
        {
            return null;
        }

        var query = request.Query.Where(sent => !sent.Key.Equals("page", StringComparison.OrdinalIgnoreCase) && sent.Value.ToString().Length > 0)
            .Select(sent => KeyValuePair.Create(sent.Key, (string?)sent.Value.ToString()))
            .Append(KeyValuePair.Create("page", (string?)(filter.Page + 1).ToString(CultureInfo.InvariantCulture)));
        return new Uri(QueryHelpers.AddQueryString(address, query));
    }

    // Not straight into the response, as in the export of the staff's pages: .NET ends a zip file with synchronous writes.
    private static async Task<IResult> WorkbookAsync(HttpResponse response, Func<Stream, Task> writeAsync, CancellationToken cancellationToken)
    {
        await using var file = new FileBufferingWriteStream(memoryThreshold: ExportModel.MaxBytesInMemory);
        await writeAsync(file);
        response.ContentType = ReservationsWorkbook.ContentType;
        response.ContentLength = file.Length;
        response.Headers.ContentDisposition = "attachment; filename=bookingflow.xlsx";
        if (!HttpMethods.IsHead(response.HttpContext.Request.Method))
        {
            await file.DrainBufferAsync(response.Body, cancellationToken);
        }

        return TypedResults.Empty;
    }
}
