using BookingFlow.Web.Components;
using BookingFlow.Web.Pages.Staff.Performances;
using Microsoft.Extensions.Localization;
using SpreadCheetah;
using SpreadCheetah.Tables;
using SpreadCheetah.Worksheets;

namespace BookingFlow.Web.Pages.Staff.Reservations;

/// <summary>Writes reservations, and the figures of their performances, as a workbook (.xlsx) for Excel and other spreadsheets.</summary>
/// <remarks>Why a workbook beside the CSV, and why by this library: docs/decisions/0041.</remarks>
public static class ReservationsWorkbook
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>Width of a column of times or numbers; the heading of most numbers is wider.</summary>
    private const int TimeWidth = 24, NumberWidth = 8;

    /// <summary>Height of a line of text and the greatest height of a row, in points.</summary>
    private const double LineHeight = 15, MaxRowHeight = 409;

    private static readonly SpreadCheetahOptions Options = new() { WriteCellReferenceAttributes = true, PreserveStringWhitespace = true };

    /// <summary>Writes the workbook row by row.</summary>
    /// <param name="file">The library also writes synchronously, so it must not be the body of the response.</param>
    /// <param name="now">UTC; decides the state of each performance.</param>
    public static async Task WriteAsync(
        Stream file, ExtraColumns extra, IAsyncEnumerable<ExportedReservation> reservations, IAsyncEnumerable<ExportedPerformance> performances,
        Venue venue, DateTime now, IStringLocalizer<Words> t, CancellationToken cancellationToken)
    {
        await using var workbook = await Spreadsheet.CreateNewAsync(file, Options, cancellationToken);
        var cells = new WorkbookCells(workbook, venue);
        await WriteSheetAsync(workbook, t["Desk.Title"], [.. ReservationColumns(t), .. ExtraColumnsOf(extra, t)], cells, reservations, cancellationToken);
        await WriteSheetAsync(workbook, t["Performances.Title"], PerformanceColumns(now, t), cells, performances, cancellationToken);
        await workbook.FinishAsync(cancellationToken);
    }

    /// <summary>Writes a workbook with the figures only.</summary>
    /// <inheritdoc cref="WriteAsync"/>
    public static async Task WriteFiguresAsync(
        Stream file, IAsyncEnumerable<ExportedPerformance> performances, Venue venue, DateTime now, IStringLocalizer<Words> t,
        CancellationToken cancellationToken)
    {
        await using var workbook = await Spreadsheet.CreateNewAsync(file, Options, cancellationToken);
        await WriteSheetAsync(
            workbook, t["Performances.Title"], PerformanceColumns(now, t), new WorkbookCells(workbook, venue), performances, cancellationToken);
        await workbook.FinishAsync(cancellationToken);
    }

    private static WorkbookColumn<ExportedReservation>[] ReservationColumns(IStringLocalizer<Words> t) =>
    [
        new(t["Desk.Column.Reference"], 12, r => r.Reference),
        new(t["Desk.Column.Name"], 30, r => t.PartyName(r.Name)),
        new(t["Desk.Column.Email"], 36, r => r.Email),
        new(t["Desk.Column.Phone"], 20, r => r.Phone),
        new(t["Desk.Column.PartySize"], NumberWidth, r => r.PartySize),
        new(t["Desk.Column.Status"], WidthOf<ReservationStatus>("Desk.Status.", t), r => t[$"Desk.Status.{r.Status}"].Value),
        new(t["Desk.Column.Show"], 32, r => r.ShowTitle),
        new(t["Desk.Column.Room"], 20, r => r.RoomName),
        new(t["Desk.Column.Start"], TimeWidth, r => r.StartsAt),
        new(t["Desk.Column.Made"], TimeWidth, r => r.CreatedAt),
        new(t["Desk.Column.Confirmed"], TimeWidth, r => r.ConfirmedAt),
        new(t["Desk.Column.CheckedIn"], TimeWidth, r => r.ArrivedAt),
        new(t["Desk.Column.PeopleArrived"], NumberWidth, r => r.PeopleArrived),
        new(t["Desk.Column.Notes"], 60, r => r.Notes),
        new(t["Desk.Column.Access"], 40, r => r.Access.IsNone ? null : AccessWords.Of(r.Access, t)),
    ];

    private static IEnumerable<WorkbookColumn<ExportedReservation>> ExtraColumnsOf(ExtraColumns extra, IStringLocalizer<Words> t)
    {
        if (extra.Answers)
        {
            yield return new(t["Desk.Column.Answers"], 60, r => AnsweredQuestion.Lines(r.Answers));
        }

        if (extra.StaffNotes)
        {
            yield return new(t["Desk.Column.StaffNote"], 40, r => r.StaffNote);
        }
    }

    // The figures are in the order of the sum on the performance's page: room + additional − occupied − confirmed − held back = left.
    private static WorkbookColumn<ExportedPerformance>[] PerformanceColumns(DateTime now, IStringLocalizer<Words> t) =>
    [
        new(t["Desk.Column.Show"], 32, p => p.Performance.ShowTitle),
        new(t["Desk.Column.Room"], 20, p => p.Performance.RoomName),
        new(t["Desk.Column.Start"], TimeWidth, p => p.Performance.StartsAt),
        new(
            t["Desk.Column.Status"], WidthOf<PerformanceState>("Performances.State.", t),
            p => t[$"Performances.State.{p.Performance.StateAt(now)}"].Value),
        new(t["Desk.Column.RoomSeats"], NumberWidth, p => p.Performance.Capacity.Room),
        new(t["Field.AdditionalSeats"], NumberWidth, p => p.Performance.Capacity.Additional),
        new(t["Field.OccupiedSeats"], NumberWidth, p => p.Performance.Capacity.ManuallyOccupied),
        new(t["Desk.Column.PeopleConfirmed"], NumberWidth, p => p.Performance.Capacity.Confirmed),
        new(t["Sum.HeldBack"], NumberWidth, p => p.Performance.Capacity.HeldBack),
        new(t["Season.Left"], NumberWidth, p => p.Performance.Capacity.SeatsLeft),
        new(t["Desk.Column.PeoplePending"], NumberWidth, p => p.Pending),
        new(t["Desk.Column.PeopleArrived"], NumberWidth, p => p.Arrived),
        new(t["Figures.StayedAway"], NumberWidth, p => p.Figures.StayedAway),
        new(t["Figures.WalkIns"], NumberWidth, p => p.Figures.WalkIns),
        new(t["Figures.GivenBack"], NumberWidth, p => p.Figures.GivenBack),
        new(t["Figures.WaitedAndSeated"], NumberWidth, p => p.Figures.WaitedAndSeated),
        new(t["Figures.WaitedInVain"], NumberWidth, p => p.Figures.WaitedInVain),
    ];

    /// <summary>Returns the width of the longest text of an enum's members.</summary>
    private static int WidthOf<TEnum>(string keyPrefix, IStringLocalizer<Words> t)
        where TEnum : struct, Enum => Enum.GetNames<TEnum>().Max(name => t[keyPrefix + name].Value.Length) + 2;

    private static async Task WriteSheetAsync<T>(
        Spreadsheet workbook, string name, WorkbookColumn<T>[] columns, WorkbookCells cells, IAsyncEnumerable<T> rows,
        CancellationToken cancellationToken)
    {
        var options = new WorksheetOptions { FrozenRows = 1 };
        foreach (var (i, column) in columns.Index())
        {
            options.Column(i + 1).Width = column.Width;
        }

        await workbook.StartWorksheetAsync(name, options, cancellationToken);
        workbook.StartTable(new Table(TableStyle.Light1));
        await workbook.AddHeaderRowAsync([.. columns.Select(column => column.Heading)], cells.Heading, cancellationToken);
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            var values = columns.Select(column => column.Value(row)).ToArray();
            // Not every spreadsheet makes rows as high as their text when it opens a file.
            var lines = columns.Zip(values).Max(cell => LinesOf(cell.Second as string, cell.First.Width));
            var height = lines > 1 ? Math.Min(lines * LineHeight, MaxRowHeight) : (double?)null;
            await workbook.AddRowAsync([.. values.Select(cells.Of)], new RowOptions { Height = height }, cancellationToken);
        }

        await workbook.FinishTableAsync(cancellationToken);
    }

    /// <summary>Returns how many lines a wrapped text needs at most, if a line can end a quarter early for the sake of whole words.</summary>
    private static int LinesOf(string? text, int width) =>
        text?.Split('\n').Sum(line => line.Length <= width ? 1 : (int)Math.Ceiling(line.Length / (0.75 * width))) ?? 1;
}
