using System.Globalization;
using System.Text.RegularExpressions;
using BookingFlow.Web.Components;
using CsvHelper;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Pages.Staff.Reservations;

/// <summary>
/// Reservations as a file for a spreadsheet: RFC 4180, UTF-8 with a byte order mark, times of the venue as ISO 8601 has
/// them. What a visitor typed is text there and never a formula.
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
            "Notes",
        ];

    /// <summary>Writes line by line, so that the file is nowhere as a whole.</summary>
    public static async Task WriteAsync(
        Stream file, IQueryable<ExportedReservation> reservations, Venue venue, IStringLocalizer<Words> t, CancellationToken cancellationToken)
    {
        await using var csv = CsvWriter.Create(file, Options, leaveOpen: true);
        await csv.WriteRecordAsync([.. Columns.Select(column => t[$"Desk.Csv.{column}"].Value)], cancellationToken);
        await foreach (var reservation in reservations.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            await csv.WriteRecordAsync(Fields(reservation, venue, t), cancellationToken);
        }

        await csv.FlushAsync(cancellationToken);
    }

    private static string[] Fields(ExportedReservation reservation, Venue venue, IStringLocalizer<Words> t) =>
    [
        reservation.Reference,
        Inert(reservation.Name),
        Inert(reservation.Email),
        Inert(reservation.Phone),
        reservation.PartySize.ToString(CultureInfo.InvariantCulture),
        t[$"Desk.Status.{reservation.Status}"],
        Inert(reservation.ShowTitle),
        Inert(reservation.RoomName),
        venue.Machine(reservation.StartsAt),
        venue.Machine(reservation.CreatedAt),
        reservation.ConfirmedAt is { } confirmed ? venue.Machine(confirmed) : "",
        reservation.ArrivedAt is { } arrived ? venue.Machine(arrived) : "",
        reservation.PeopleArrived?.ToString(CultureInfo.InvariantCulture) ?? "",
        Inert(reservation.Notes),
    ];

    /// <summary>
    /// The writer takes the sting out of a field that begins as a formula does. This does the same inside of one: a
    /// spreadsheet that splits lines at another sign than the comma, as those of many countries do, begins cells there.
    /// Signs of double width count in some countries, too.
    /// </summary>
    private static string Inert(string? text) => FormulaInside.Replace(text ?? "", "$&'");

    [GeneratedRegex("""^[ ]*(?=[＝＋－＠])|(?<=[;|\t\r\n])[ "]*(?=[-=+@＝＋－＠])""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: Timeout.Infinite)]
    private static partial Regex FormulaInside { get; }
}
