using System.Globalization;
using BookingFlow.Web.Components;
using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Pages.Staff.Log;

/// <summary>Shows the audit log, newest first, filtered by person, action, subject and dates. Invalid filters are ignored.</summary>
public sealed class AuditLogModel(BookingDbContext db, Venue venue, IStringLocalizer<Words> words) : StaffPage(db)
{
    [FromQuery(Name = "person")]
    public string? PersonText { get; set; }

    [FromQuery(Name = "act")]
    public string? ActText { get; set; }

    [FromQuery(Name = "thing")]
    public string? ThingText { get; set; }

    /// <summary>Id of the subject; used only together with <see cref="Subject"/>.</summary>
    [FromQuery(Name = "id")]
    public string? IdText { get; set; }

    /// <summary>First day (inclusive), as <c>yyyy-MM-dd</c> in the venue's time zone.</summary>
    [FromQuery(Name = "from")]
    public string? FromText { get; set; }

    /// <summary>Last day (inclusive), as <c>yyyy-MM-dd</c> in the venue's time zone.</summary>
    [FromQuery(Name = "to")]
    public string? ToText { get; set; }

    [FromQuery(Name = "page")]
    public int? ListPage { get; set; }

    public int? Person => ParseNumber(PersonText);

    public AuditAction? Action => ParseEnum<AuditAction>(ActText);

    public AuditSubject? Subject => ParseEnum<AuditSubject>(ThingText);

    public int? SubjectId => ParseNumber(IdText);

    public DateOnly? From => ParseDate(FromText);

    public DateOnly? To => ParseDate(ToText);

    public IReadOnlyList<(string Value, string Text)> People { get; private set; } = [];

    public Paged<AuditEntry> Entries { get; private set; } = Paged<AuditEntry>.None;

    public AuditSubjectNames Names { get; } = new(words, venue);

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        People = (
            await Db.Users.OrderBy(u => u.DisplayName).ThenBy(u => u.Id).Select(u => new { u.Id, u.DisplayName }).ToListAsync(cancellationToken))
            .ConvertAll(u => (u.Id.ToString(CultureInfo.InvariantCulture), u.DisplayName));
        Entries = await FilteredEntries().OrderByDescending(e => e.At).ThenByDescending(e => e.Id).PageAsync(ListPage, cancellationToken);
        await Names.LoadAsync(Db, Entries.Items, cancellationToken);
    }

    private IQueryable<AuditEntry> FilteredEntries()
    {
        var entries = Db.AuditLog.AsNoTracking();
        if (Person is { } person)
        {
            entries = entries.Where(e => e.StaffId == person);
        }

        if (Action is { } action)
        {
            entries = entries.Where(e => e.Action == action);
        }

        if (Subject is { } subject)
        {
            entries = entries.Where(e => e.Subject == subject);
            if (SubjectId is { } id)
            {
                entries = entries.Where(e => e.SubjectId == id);
            }
        }

        if (From is { } from)
        {
            var start = venue.StartOfDay(from);
            entries = entries.Where(e => e.At >= start);
        }

        if (To is { } to)
        {
            var end = venue.StartOfDay(to.AddDays(1));
            entries = entries.Where(e => e.At < end);
        }

        return entries;
    }

    private static int? ParseNumber(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static TEnum? ParseEnum<TEnum>(string? text)
        where TEnum : struct, Enum => Enum.TryParse<TEnum>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) ? value : null;

    // The range keeps AddDays and the conversion to UTC clear of DateOnly's and DateTime's limits.
    private static DateOnly? ParseDate(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 1900 and < 9000
            ? day
            : null;
}
