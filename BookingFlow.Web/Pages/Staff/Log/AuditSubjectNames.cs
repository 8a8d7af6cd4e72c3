using BookingFlow.Web.Components;
using BookingFlow.Web.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Pages.Staff.Log;

/// <summary>
/// Resolves the subjects of audit entries to their current names and the addresses of their pages. The audit log stores ids only, so
/// that erased personal data does not remain in it.
/// </summary>
public sealed class AuditSubjectNames(IStringLocalizer<Words> words, Venue venue)
{
    private readonly Dictionary<(AuditSubject, int), string> _names = [];

    /// <summary>Returns the link to an entry's subject. The address is empty when the entry has no single subject.</summary>
    public Link Of(AuditEntry entry, IUrlHelper url) => entry.SubjectId is { } id
        ? new Link(
            AddressOf(entry.Subject, id, url),
            _names.GetValueOrDefault((entry.Subject, id)) ?? words["Log.Unnamed", words[$"Log.Thing.{entry.Subject}"], id])
        : new Link("", words[$"Log.Many.{entry.Subject}"]);

    /// <summary>Reads the names of the entries' subjects, with one query per kind of subject.</summary>
    public async Task LoadAsync(BookingDbContext db, IEnumerable<AuditEntry> entries, CancellationToken cancellationToken)
    {
        foreach (var subjects in entries.Where(e => e.SubjectId is not null).GroupBy(e => e.Subject, e => e.SubjectId!.Value))
        {
            var ids = subjects.Distinct().ToList();
            foreach (var (id, name) in await NamesAsync(db, subjects.Key, ids, cancellationToken))
            {
                _names[(subjects.Key, id)] = name;
            }
        }
    }

    private static string AddressOf(AuditSubject subject, int id, IUrlHelper url) => subject switch
    {
        AuditSubject.Room => url.Page("/Staff/Rooms/Edit", new { id })!,
        AuditSubject.Show => url.Page("/Staff/Shows/Edit", new { id })!,
        AuditSubject.Performance => url.Page("/Staff/Performances/Performance", new { id })!,
        AuditSubject.Reservation => url.Page("/Staff/Reservations/Reservation", new { id })!,
        AuditSubject.Staff => url.Page("/Staff/People/Person", new { id })!,
        AuditSubject.Mail => url.Page("/Staff/Mail/Index")!,
        AuditSubject.HouseText => url.Page("/Staff/House/Index")!,
        AuditSubject.Venue => url.Page("/Staff/VenueSettings/Index")!,
        AuditSubject.AccessToken => url.Page("/Staff/Tokens/Index")!,
        AuditSubject.Webhook => url.Page("/Staff/Webhooks/Webhook", new { id })!,
    };

    private async Task<IEnumerable<(int Id, string Name)>> NamesAsync(
        BookingDbContext db, AuditSubject subject, List<int> ids, CancellationToken cancellationToken) => subject switch
        {
            AuditSubject.Room =>
                (
                    await db.Rooms.Where(r => ids.Contains(r.Id))
                        .OrderBy(r => r.Id)
                        .Select(r => new { r.Id, r.Name })
                        .ToListAsync(cancellationToken)).Select(r =>
                        (r.Id, r.Name)),
            AuditSubject.Show =>
                (
                    await db.Shows.Where(s => ids.Contains(s.Id))
                        .OrderBy(s => s.Id)
                        .Select(s => new { s.Id, s.Title })
                        .ToListAsync(cancellationToken)).Select(s =>
                        (s.Id, s.Title)),
            AuditSubject.Performance => (
                await db.Performances.Where(p => ids.Contains(p.Id))
                    .OrderBy(p => p.Id)
                    .Select(p => new { p.Id, p.Show.Title, p.StartsAt })
                    .ToListAsync(cancellationToken))
                .Select(p => (p.Id, $"{p.Title}, {venue.DayAndTime(p.StartsAt)}")),
            AuditSubject.Reservation =>
                (
                    await db.Reservations.Where(r => ids.Contains(r.Id))
                        .OrderBy(r => r.Id)
                        .Select(r => new { r.Id, r.Reference })
                        .ToListAsync(cancellationToken)).Select(r =>
                        (r.Id, r.Reference)),
            AuditSubject.Staff =>
                (
                    await db.Users.Where(u => ids.Contains(u.Id))
                        .OrderBy(u => u.Id)
                        .Select(u => new { u.Id, u.DisplayName })
                        .ToListAsync(cancellationToken)).Select(u =>
                        (u.Id, u.DisplayName)),
            AuditSubject.Mail => (
                await db.Outbox.Where(m => ids.Contains(m.Id)).OrderBy(m => m.Id).Select(m => new { m.Id, m.Kind }).ToListAsync(cancellationToken))
                .Select(m => (m.Id, words[$"Mail.Kind.{m.Kind}"].Value)),
            AuditSubject.HouseText => (
                await db.VenueTexts.Where(t => ids.Contains(t.Id))
                    .OrderBy(t => t.Id)
                    .Select(t => new { t.Id, t.Kind })
                    .ToListAsync(cancellationToken))
                .Select(t => (t.Id, words[$"VenueText.{t.Kind}"].Value)),
            AuditSubject.Venue => ids.Select(id => (id, venue.Name)),
            AuditSubject.AccessToken =>
                (
                    await db.AccessTokens.Where(t => ids.Contains(t.Id))
                        .OrderBy(t => t.Id)
                        .Select(t => new { t.Id, t.Name })
                        .ToListAsync(cancellationToken)).Select(t =>
                        (t.Id, t.Name)),
            // Only the host: the path may be a secret of the receiver.
            AuditSubject.Webhook => (
                await db.Webhooks.Where(w => ids.Contains(w.Id) && w.RemovedAt == null)
                    .OrderBy(w => w.Id)
                    .Select(w => new { w.Id, w.Address })
                    .ToListAsync(cancellationToken))
                .Select(w => (w.Id, new Uri(w.Address).Authority)),
        };
}
