using System.Runtime.CompilerServices;
using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Performances;
using BookingFlow.Web.Pages.Staff.Shared;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.Reservations;

/// <summary>Queries of the export. Reservations are read in batches, so that a long export is never in memory as a whole.</summary>
/// <remarks>
/// One query for all would not do: EF buffers the whole result on SQL Server, because it retries there, and on SQLite a slow download would
/// hold a read transaction open and so keep the write-ahead log from being reset (docs/decisions/0041).
/// </remarks>
public static class ExportQueries
{
    /// <summary>Returns which of the additional columns have something in any of the reservations.</summary>
    public static async Task<ExtraColumns> ExtraColumnsAsync(this IQueryable<Reservation> found, CancellationToken cancellationToken) => new(
        await found.AnyAsync(r => r.Answers.Any(), cancellationToken), await found.AnyAsync(r => r.StaffNote != null, cancellationToken));

    /// <summary>Number of reservations read by one query.</summary>
    public const int BatchSize = 500;

    /// <summary>Returns the ids of found reservations in the order of the export: by performance, then by name.</summary>
    public static Task<List<int>> ExportedIdsAsync(this IQueryable<Reservation> found, CancellationToken cancellationToken) =>
        found.ByName().Select(r => r.Id).ToListAsync(cancellationToken);

    /// <summary>Reads the reservations with the given ids, in their order, a batch at a time.</summary>
    /// <param name="ids">Ids in the order of <see cref="ExportedIdsAsync"/>.</param>
    public static async IAsyncEnumerable<ExportedReservation> ExportedReservationsAsync(
        this BookingDbContext db, IReadOnlyList<int> ids, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var batch in ids.Chunk(BatchSize))
        {
            foreach (var reservation in await db.Reservations.Where(r => EF.Parameter(batch).Contains(r.Id)).ByName()
                .LeftJoin(db.CheckIns, r => r.Id, c => c.ReservationId, (r, c) => new ExportedReservation(
                    r.Reference, r.Name, r.Email, r.Phone, r.PartySize, r.Status,
                    r.Performance.Show.Title, r.Performance.Room.Name, r.Performance.StartsAt, r.CreatedAt, r.ConfirmedAt,
                    c == null ? null : c.At, c == null ? null : c.People, r.Notes)
                {
                    Id = r.Id,
                    PerformanceId = r.PerformanceId,
                    StaffNote = r.StaffNote,
                    Answers = r.Answers.OrderBy(a => a.Question.Position).ThenBy(a => a.Id)
                        .Select(a => new AnsweredQuestion(a.Question.Text, a.Text)).ToList(),
                    Access = new AccessNeeds(r.WheelchairPlaces > 0, r.CompanionPlaces > 0, r.NeedsStepFreeAccess, r.NeedsInductionLoop),
                })
                .ToListAsync(cancellationToken))
            {
                yield return reservation;
            }
        }
    }

    /// <summary>Returns performances with their figures, soonest first.</summary>
    /// <param name="now">UTC; pending reservations that have expired by then are not counted.</param>
    public static async Task<List<ExportedPerformance>> ExportedPerformancesAsync(
        this BookingDbContext db, IQueryable<Performance> performances, DateTime now, CancellationToken cancellationToken)
    {
        var figures = await db.AttendanceAsync(performances, cancellationToken);
        var exported = await performances.OrderBy(p => p.StartsAt).ThenBy(p => p.Id)
            .Select(p => new ExportedPerformance(
                new StaffPerformanceListing(
                    p.Id, p.Show.Title, p.Show.Slug, p.Show.IsPublished, p.Room.Name, p.StartsAt, p.IsPublic, p.BookingEnabled,
                    p.BookingOpensAt, p.BookingClosesAt, p.CancelledAt,
                    p.Capacity)
                { ShowHasLink = p.Show.Invitation != null, HasLink = p.Invitation != null },
                db.Reservations.Where(
                    r => r.PerformanceId == p.Id && r.Status == ReservationStatus.Pending && r.ExpiresAt > now).Sum(r => r.PartySize),
                db.CheckIns.Where(c => c.Reservation.PerformanceId == p.Id).Sum(c => c.People)))
            .ToListAsync(cancellationToken);
        // A performance that was planned between the two queries has no figures yet.
        return [.. exported.Select(p => p with { Figures = figures.GetValueOrDefault(p.Performance.Id, AttendanceFigures.None) })];
    }
}
