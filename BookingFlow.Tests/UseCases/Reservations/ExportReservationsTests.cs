using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.UseCases.Reservations;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.UseCases.Reservations;

public abstract class ExportReservationsTests(DatabaseDialect dialect) : HouseTests(dialect)
{
    [Fact]
    public async Task It_is_written_down_who_took_how_many_reservations_of_which_performance_out_of_the_house()
    {
        var export = new ExportReservations(House.Database.Write, House.Clock);
        var olga = new StaffPerson(House.Steward.StaffId, "Olga");
        Assert.True((await export.ExportAsync(12, 7, olga, CancellationToken.None)).Succeeded);
        Assert.True((await export.ExportAsync(3, null, olga, CancellationToken.None)).Succeeded);

        var entries = await House.Database.ReadAsync(db => db.Log.OrderBy(e => e.Id).ToListAsync());
        Assert.Equal([LogThing.Performance, LogThing.Reservation], entries.Select(e => e.Thing));
        Assert.Equal([7, null], entries.Select(e => e.ThingId));
        Assert.Equal(["12", "3"], entries.Select(e => e.Detail));
        Assert.All(entries, e => Assert.Equal((LogAct.ReservationsExported, "Olga", AMoment.Now), (e.Act, e.StaffName, e.At)));
    }

    public sealed class OnSqlite() : ExportReservationsTests(DatabaseDialect.Sqlite);

    public sealed class OnSqlServer() : ExportReservationsTests(DatabaseDialect.SqlServer);
}
