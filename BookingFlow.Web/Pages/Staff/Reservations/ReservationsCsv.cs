using System.Globalization;
using System.Text.RegularExpressions;
using BookingFlow.Web.Components;
using CsvHelper;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Pages.Staff.Reservations;

/// <summary>
/// Writes reservations as CSV for other programs: RFC 4180, UTF-8 with a byte order mark, times in ISO 8601 in the venue's time zone.
/// Text entered by visitors is escaped so that a spreadsheet never evaluates it as a formula. For spreadsheets there is
/// <see cref="ReservationsWorkbook"/>.
/// </summary>
public static partial class ReservationsCsv
{
    private static readonly CsvWriterOptions Options = new()
    {
        WriteByteOrderMark = true,
        Injection = CsvInjection.Escape,
    };

    private static readonly string[] Columns =
        [
            "Reference", "Name", "Email", "Phone", "PartySize", "Status", "Show", "Room", "Start", "Made", "Confirmed", "CheckedIn", "PeopleArrived",
            "Notes", "Access",
        ];

    /// <summary>Streams the file row by row, so that it is never held in memory as a whole.</summary>
    public static async Task WriteAsync(
        Stream file, ExtraColumns extra, IAsyncEnumerable<ExportedReservation> reservations, Venue venue, IStringLocalizer<Words> t,
        CancellationToken cancellationToken)
    {
        await using var csv = CsvWriter.Create(file, Options, leaveOpen: true);
        await csv.WriteRecordAsync([.. Columns.Concat(Of(extra, "Answers", "StaffNote")).Select(column => t[$"Desk.Column.{column}"].Value)], cancellationToken);
        await foreach (var reservation in reservations.WithCancellation(cancellationToken))
        {
            await csv.WriteRecordAsync([.. Fields(reservation, venue, t), .. ExtraFields(reservation, extra)], cancellationToken);
        }

        await csv.FlushAsync(cancellationToken);
    }

    private static string[] Fields(ExportedReservation reservation, Venue venue, IStringLocalizer<Words> t) =>
    [
        reservation.Reference,
        EscapeFormulas(t.PartyName(reservation.Name)),
        EscapeFormulas(reservation.Email),
        EscapeFormulas(reservation.Phone),
        reservation.PartySize.ToString(CultureInfo.InvariantCulture),
        t[$"Desk.Status.{reservation.Status}"],
        EscapeFormulas(reservation.ShowTitle),
        EscapeFormulas(reservation.RoomName),
        venue.Iso8601(reservation.StartsAt),
        venue.Iso8601(reservation.CreatedAt),
        reservation.ConfirmedAt is { } confirmed ? venue.Iso8601(confirmed) : "",
        reservation.ArrivedAt is { } arrived ? venue.Iso8601(arrived) : "",
        reservation.PeopleArrived?.ToString(CultureInfo.InvariantCulture) ?? "",
        EscapeFormulas(reservation.Notes),
        AccessWords.Of(reservation.Access, t),
    ];

    private static IEnumerable<string> ExtraFields(ExportedReservation reservation, ExtraColumns extra) =>
        Of(extra, EscapeFormulas(AnsweredQuestion.Lines(reservation.Answers)), EscapeFormulas(reservation.StaffNote));

    private static IEnumerable<string> Of(ExtraColumns extra, string answers, string staffNote) =>
        new[] { extra.Answers ? answers : null, extra.StaffNotes ? staffNote : null }.OfType<string>();

    /// <summary>Escapes formulas inside a field.</summary>
    /// <remarks>
    /// The CSV writer escapes only a formula at the start of a field. In many countries spreadsheets split rows at a semicolon or another
    /// separator instead of the comma, and then a cell can start inside a field. Full-width signs also start a formula in some countries.
    /// </remarks>
    private static string EscapeFormulas(string? text) => FormulaStart.Replace(text ?? "", "$&'");

    [GeneratedRegex("""^[ ]*(?=[＝＋－＠])|(?<=[;|\t\r\n])[ "]*(?=[-=+@＝＋－＠])""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: Timeout.Infinite)]
    private static partial Regex FormulaStart { get; }
}
