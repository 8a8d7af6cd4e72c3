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

/// <summary>What a test wants to know of a running house.</summary>
public static class DatabaseQueries
{
    /// <summary>The words that people read, as the program itself takes them.</summary>
    public static IStringLocalizer<Words> Words(this BookingFlowApp app) => app.Services.GetRequiredService<IStringLocalizer<Words>>();

    /// <summary>The same in one language.</summary>
    public static string WordsIn(this BookingFlowApp app, string language, string key, params object[] values)
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            return app.Words()[key, values];
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    /// <summary>Every page that the program has, so that a new one is in the test by itself.</summary>
    public static IReadOnlyList<PageActionDescriptor> Pages(this BookingFlowApp app) =>
        [.. app.Services.GetRequiredService<IActionDescriptorCollectionProvider>().ActionDescriptors.Items.OfType<PageActionDescriptor>()];

    /// <summary>A page's address with every blank filled.</summary>
    public static string Path(
        this PageActionDescriptor page, Func<string, string> blank) => "/" + string.Join('/', (page.AttributeRouteInfo?.Template ?? "")
        .Split('/').Select(part => part.StartsWith('{') ? blank(part.Trim('{', '}', '?').Split(':')[0]) : part)).TrimEnd('/');

    /// <summary>Waits, bounded, until every owed mail has left and is written down as sent.</summary>
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

        throw new InvalidOperationException("There is mail that has not left after twenty seconds.");
    }

    /// <summary>Every row of every table, as text that can be compared.</summary>
    public static async Task<string> DumpTablesAsync(this BookingFlowApp app)
    {
        await using var connection = new SqliteConnection(app.Database.ConnectionString);
        await connection.OpenAsync();
        var text = new StringBuilder();
        foreach (var table in await NamesAsync(connection))
        {
            text.Append(CultureInfo.InvariantCulture, $"== {table}\n");
            await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The name comes from the database's own list.
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

    /// <summary>Stores a confirmed reservation of a stored performance together with its ticket: the ticket's path.</summary>
    /// <param name="fixedTicket">The ticket's own token; null: a new one.</param>
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

    private static async Task<List<string>> NamesAsync(SqliteConnection connection)
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
