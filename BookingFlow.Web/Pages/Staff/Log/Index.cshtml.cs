using System.Globalization;
using BookingFlow.Web.Components;
using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Pages.Staff.Log;

/// <summary>Who did what to which thing when, newest first. What is asked for and cannot be understood is not asked for.</summary>
public sealed class AuditLogModel(BookingDbContext db, Venue venue, IStringLocalizer<Words> words) : StaffPage(db)
{
    [FromQuery(Name = "person")]
    public string? PersonText { get; set; }

    [FromQuery(Name = "act")]
    public string? ActText { get; set; }

    [FromQuery(Name = "thing")]
    public string? ThingText { get; set; }

    /// <summary>The thing's number; only together with <see cref="Thing"/>.</summary>
    [FromQuery(Name = "id")]
    public string? IdText { get; set; }

    /// <summary>The first day, as a date field sends it.</summary>
    [FromQuery(Name = "from")]
    public string? FromText { get; set; }

    /// <summary>The last day.</summary>
    [FromQuery(Name = "to")]
    public string? ToText { get; set; }

    [FromQuery(Name = "page")]
    public int? ListPage { get; set; }

    public int? Person => Number(PersonText);

    public AuditAction? Act => Word<AuditAction>(ActText);

    public AuditSubject? Thing => Word<AuditSubject>(ThingText);

    public int? ThingId => Number(IdText);

    public DateOnly? From => Day(FromText);

    public DateOnly? To => Day(ToText);

    public IReadOnlyList<(string Value, string Text)> People { get; private set; } = [];

    public Paged<AuditEntry> Entries { get; private set; } = Paged<AuditEntry>.None;

    public ThingNames Names { get; } = new(words, venue);

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        People = (
            await Db.Users.OrderBy(u => u.DisplayName).ThenBy(u => u.Id).Select(u => new { u.Id, u.DisplayName }).ToListAsync(cancellationToken))
            .ConvertAll(u => (u.Id.ToString(CultureInfo.InvariantCulture), u.DisplayName));
        Entries = await Found().OrderByDescending(e => e.At).ThenByDescending(e => e.Id).PageAsync(ListPage, cancellationToken);
        await Names.ReadAsync(Db, Entries.Items, cancellationToken);
    }

    private IQueryable<AuditEntry> Found()
    {
        var entries = Db.AuditLog.AsNoTracking();
        if (Person is { } person)
        {
            entries = entries.Where(e => e.StaffId == person);
        }

        if (Act is { } act)
        {
            entries = entries.Where(e => e.Act == act);
        }

        if (Thing is { } thing)
        {
            entries = entries.Where(e => e.Thing == thing);
            if (ThingId is { } id)
            {
                entries = entries.Where(e => e.ThingId == id);
            }
        }

        if (From is { } from)
        {
            var begins = venue.BeginningOf(from);
            entries = entries.Where(e => e.At >= begins);
        }

        if (To is { } to)
        {
            var ends = venue.BeginningOf(to.AddDays(1));
            entries = entries.Where(e => e.At < ends);
        }

        return entries;
    }

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static TEnum? Word<TEnum>(string? text)
        where TEnum : struct, Enum => Enum.TryParse<TEnum>(text, ignoreCase: true, out var word) && Enum.IsDefined(word) ? word : null;

    // No house was there before 1900, and a day at the end of the calendar has no next one.
    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 1900 and < 9000
            ? day
            : null;
}
