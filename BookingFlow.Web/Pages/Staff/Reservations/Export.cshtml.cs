using System.Globalization;
using BookingFlow.Web.Components;
using BookingFlow.Web.Data;
using BookingFlow.Web.UseCases.Reservations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Pages.Staff.Reservations;

/// <summary>Exports the found reservations as a CSV file. It needs a POST, because the export is recorded in the audit log.</summary>
public sealed class ExportModel(
    BookingDbContext db, ExportReservations export, Venue venue, TimeProvider clock, IStringLocalizer<Words> words) : ReservationSearchPage(db)
{
    /// <summary>Number of reservations in the file.</summary>
    public int Count { get; private set; }

    public Task OnGetAsync(CancellationToken cancellationToken) => LoadAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        var entry = await export.ExportAsync(Count, ReservationSearch.PerformanceId, await ActorAsync(cancellationToken), cancellationToken);
        if (!entry.Succeeded)
        {
            return await RefuseAsync(entry.Failure, cancellationToken);
        }

        var today = venue.Local(clock.GetUtcNow().UtcDateTime).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Response.ContentType = "text/csv; charset=utf-8";
        Response.Headers.ContentDisposition = $"attachment; filename=reservations-{today}.csv";
        await ReservationsCsv.WriteAsync(Response.Body, Reservations(), venue, words, cancellationToken);
        return new EmptyResult();
    }

    public override async Task<IActionResult> RefuseAsync(Failure failure, CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return await base.RefuseAsync(failure, cancellationToken);
    }

    private async Task LoadAsync(CancellationToken cancellationToken) => Count = await ReservationSearch.Apply(Db).CountAsync(cancellationToken);

    private IQueryable<ExportedReservation> Reservations() => ReservationSearch.Apply(Db).ByName()
        .LeftJoin(Db.CheckIns, r => r.Id, c => c.ReservationId, (r, c) => new ExportedReservation(
            r.Reference, r.Name, r.Email, r.Phone, r.PartySize, r.Status,
            r.Performance.Show.Title, r.Performance.Room.Name, r.Performance.StartsAt, r.CreatedAt, r.ConfirmedAt,
            c == null ? null : c.At, c == null ? null : c.People, r.Notes));
}
