using System.Globalization;
using BookingFlow.Web.Components;
using BookingFlow.Web.Data;
using BookingFlow.Web.UseCases.Reservations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Microsoft.Net.Http.Headers;

namespace BookingFlow.Web.Pages.Staff.Reservations;

/// <summary>
/// Exports the found reservations as a workbook or as a CSV file. It needs a POST, because the export is recorded in the audit log.
/// </summary>
public sealed class ExportModel(
    BookingDbContext db, ExportReservations export, Venue venue, TimeProvider clock, IStringLocalizer<Words> words) : ReservationSearchPage(db, clock)
{
    /// <summary>Bytes of a workbook held in memory, enough for some five thousand reservations. A longer one goes to a temporary file.</summary>
    public const int MaxBytesInMemory = 1024 * 1024;

    /// <summary>Number of reservations in the file.</summary>
    public int Count { get; private set; }

    public Task OnGetAsync(CancellationToken cancellationToken) => LoadAsync(cancellationToken);

    /// <summary>Streams the CSV file.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var ids = await ReservationSearch.Apply(Db).ExportedIdsAsync(cancellationToken);
        if (await RecordAsync(ids.Count, cancellationToken) is { } failure)
        {
            return await RefuseAsync(failure, cancellationToken);
        }

        await SetHeadersAsync("csv", "text/csv; charset=utf-8", cancellationToken);
        await ReservationsCsv.WriteAsync(
            Response.Body, await ReservationSearch.Apply(Db).ExtraColumnsAsync(cancellationToken),
            Db.ExportedReservationsAsync(ids, cancellationToken), venue, words,
            cancellationToken);
        return new EmptyResult();
    }

    /// <summary>Sends the workbook.</summary>
    public async Task<IActionResult> OnPostWorkbookAsync(CancellationToken cancellationToken)
    {
        var ids = await ReservationSearch.Apply(Db).ExportedIdsAsync(cancellationToken);
        if (await RecordAsync(ids.Count, cancellationToken) is { } failure)
        {
            return await RefuseAsync(failure, cancellationToken);
        }

        var now = Clock.GetUtcNow().UtcDateTime;
        var performances = await Db.ExportedPerformancesAsync(ReservationSearch.ApplyToPerformances(Db), now, cancellationToken);
        // Not straight into the response: .NET ends the entries of a zip file with synchronous writes, which would block a thread while a slow
        // client downloads. And a fault while writing can still be answered with a page instead of a damaged file.
        await using var file = new FileBufferingWriteStream(memoryThreshold: MaxBytesInMemory);
        await ReservationsWorkbook.WriteAsync(
            file, await ReservationSearch.Apply(Db).ExtraColumnsAsync(cancellationToken),
            Db.ExportedReservationsAsync(ids, cancellationToken), performances.ToAsyncEnumerable(),
            venue, now, words, cancellationToken);
        await SetHeadersAsync("xlsx", ReservationsWorkbook.ContentType, cancellationToken);
        Response.ContentLength = file.Length;
        await file.DrainBufferAsync(Response.Body, cancellationToken);
        return new EmptyResult();
    }

    public override async Task<IActionResult> RefuseAsync(Failure failure, CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return await base.RefuseAsync(failure, cancellationToken);
    }

    private async Task LoadAsync(CancellationToken cancellationToken) => Count = await ReservationSearch.Apply(Db).CountAsync(cancellationToken);

    private async Task<Failure?> RecordAsync(int reservations, CancellationToken cancellationToken) =>
        (await export.ExportAsync(reservations, ReservationSearch.PerformanceId, await ActorAsync(cancellationToken), cancellationToken)).Failure;

    private async Task SetHeadersAsync(string extension, string contentType, CancellationToken cancellationToken)
    {
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName($"{words["Desk.Export.FileName"].Value}-{await FileSubjectAsync(cancellationToken)}.{extension}");
        Response.Headers.ContentDisposition = disposition.ToString();
        Response.ContentType = contentType;
    }

    /// <summary>Returns the chosen performance, such as <c>hamlet-2026-11-27-20.00</c>; without one, today's date.</summary>
    private async Task<string> FileSubjectAsync(CancellationToken cancellationToken)
    {
        var performance = await Db.Performances.Where(p => p.Id == ReservationSearch.PerformanceId)
            .Select(p => new { p.Show.Slug, p.StartsAt }).SingleOrDefaultAsync(cancellationToken);
        return performance is null
            ? Local(Clock.GetUtcNow().UtcDateTime, "yyyy-MM-dd")
            : $"{performance.Slug}-{Local(performance.StartsAt, "yyyy-MM-dd-HH.mm")}";
    }

    private string Local(DateTime utc, string format) => venue.Local(utc).ToString(format, CultureInfo.InvariantCulture);
}
