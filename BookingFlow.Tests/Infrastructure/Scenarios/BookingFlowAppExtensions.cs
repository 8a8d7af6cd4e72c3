using System.Globalization;
using System.Text;
using BookingFlow.Web.Components;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Tests.Infrastructure.Scenarios;

/// <summary>Localized texts, endpoints and stored rows of a running program.</summary>
public static class BookingFlowAppExtensions
{
    /// <summary>Returns the program's localizer of visitors' texts.</summary>
    public static IStringLocalizer<Words> Words(this BookingFlowApp app) => app.Services.GetRequiredService<IStringLocalizer<Words>>();

    /// <summary>Returns a visitors' text in a language.</summary>
    public static string WordsIn(this BookingFlowApp app, string language, string key, params object[] values)
    {
        var previous = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            return app.Words()[key, values];
        }
        finally
        {
            CultureInfo.CurrentUICulture = previous;
        }
    }

    /// <summary>Returns every page of the program, so that tests over all pages include new ones automatically.</summary>
    public static IReadOnlyList<PageActionDescriptor> Pages(this BookingFlowApp app) =>
        [.. app.Services.GetRequiredService<IActionDescriptorCollectionProvider>().ActionDescriptors.Items.OfType<PageActionDescriptor>()];

    /// <summary>Returns the path of a page.</summary>
    /// <param name="routeValue">Returns the value of a route parameter by its name.</param>
    public static string Path(
        this PageActionDescriptor page, Func<string, string> routeValue) => "/" + string.Join('/', (page.AttributeRouteInfo?.Template ?? "")
        .Split('/').Select(part => part.StartsWith('{') ? routeValue(part.Trim('{', '}', '?').Split(':')[0]) : part)).TrimEnd('/');

    /// <summary>Waits until no mail in the outbox is unsent; throws after twenty seconds.</summary>
    public static async Task WaitUntilMailIsSentAsync(this BookingFlowApp app)
    {
        for (var i = 0; i < 200; i++)
        {
            if (!await app.Database.ReadAsync(db => db.Outbox.AnyAsync(m => m.SentAt == null && m.GivenUpAt == null)))
            {
                return;
            }

            await Task.Delay(100);
        }

        throw new InvalidOperationException("There is unsent mail after twenty seconds.");
    }

    /// <summary>Returns every row of every table as text. SQLite only.</summary>
    public static async Task<string> DumpTablesAsync(this BookingFlowApp app)
    {
        await using var connection = new SqliteConnection(app.Database.ConnectionString);
        await connection.OpenAsync();
        var text = new StringBuilder();
        foreach (var table in await TableNamesAsync(connection))
        {
            text.Append(CultureInfo.InvariantCulture, $"== {table}\n");
            await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The name comes from sqlite_master.
            command.CommandText = $"SELECT * FROM \"{table}\" ORDER BY 1, 2";
#pragma warning restore CA2100
            await using var rows = await command.ExecuteReaderAsync();
            while (await rows.ReadAsync())
            {
                text.AppendJoin('|', Enumerable.Range(0, rows.FieldCount).Select(i => rows.GetValue(i) switch
                {
                    byte[] bytes => Convert.ToHexString(bytes),
                    var value => Convert.ToString(value, CultureInfo.InvariantCulture),
                })).Append('\n');
            }
        }

        return text.ToString();
    }

    /// <summary>Stores a reservation together with the tokens of its ticket and returns the path of the ticket.</summary>
    /// <param name="reservation">Confirmed, for a performance that is already stored.</param>
    /// <param name="fixedTicket">The ticket token; null: a new one.</param>
    public static async Task<string> AddTicketAsync(this BookingFlowApp app, Reservation reservation, Token? fixedTicket = null)
    {
        var ticket = fixedTicket ?? Token.New();
        await using var db = app.Database.CreateDbContext();
        db.Attach(reservation.Performance);
        db.Add(reservation);
        db.Add(ReservationToken.Of(ticket, TokenPurpose.Ticket, reservation, app.Now));
        db.Add(ReservationToken.Of(ticket.CheckIn, TokenPurpose.CheckIn, reservation, app.Now));
        await db.SaveChangesAsync();
        return $"/tickets/{ticket.Text}";
    }

    /// <summary>Overwrites the database file while the program runs, so that every query fails. SQLite only.</summary>
    /// <remarks>
    /// In place: a file that is shorter for a moment is an empty database, whose tables are missing, and a process that has mapped it is ended by the
    /// system. The index of the write-ahead log, which every connection has mapped, stays.
    /// </remarks>
    public static async Task BreakDatabaseAsync(this BookingFlowApp app)
    {
        foreach (var file in new[] { app.Database.File, app.Database.File + "-wal" }.Where(File.Exists))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
            await stream.WriteAsync(Encoding.ASCII.GetBytes(new string('x', (int)Math.Max(stream.Length, 8192))));
        }

        await using var connection = new SqliteConnection(app.Database.ConnectionString);
        SqliteConnection.ClearPool(connection);
    }

    /// <summary>Renames the table of the performances while the program runs, so that queries fail as if the program had a fault.</summary>
    public static async Task HideTableAsync(this BookingFlowApp app)
    {
        await using var db = app.Database.CreateDbContext();
        await db.Database.ExecuteSqlAsync($"ALTER TABLE Performances RENAME TO HiddenPerformances");
    }

    private static async Task<List<string>> TableNamesAsync(SqliteConnection connection)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name";
        await using var rows = await command.ExecuteReaderAsync();
        var names = new List<string>();
        while (await rows.ReadAsync())
        {
            names.Add(rows.GetString(0));
        }

        return names;
    }
}
