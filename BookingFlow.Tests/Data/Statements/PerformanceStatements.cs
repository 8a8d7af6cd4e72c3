using BookingFlow.Web.Components;
using BookingFlow.Web.Pages.Staff.Performances;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Tests.Data.Statements;

/// <summary>What the acts on performances and their pages ask.</summary>
public sealed class PerformanceStatements : IStatements
{
    private static readonly Actor Bea = new(1, "Bea");
    private static readonly PerformanceInput Typed = new() { Show = "1", Room = "1", Date = "2026-09-12", Time = "21:00" };

    private readonly IStringLocalizer<Words> _words = new ServiceCollection()
        .AddLogging()
        .AddWords()
        .BuildServiceProvider()
        .GetRequiredService<IStringLocalizer<Words>>();

    public async Task AskAsync(SqlRecorderHost house)
    {
        var acts = house.House.Stored(TokenPurpose.Confirmation, ReservationStatus.Pending);
        house.House.Wire.Rows["AspNetUsers"] = SqlRecorderHost.AStaffRow();
        await ReadAsync(house, acts);
        // Whatever is read back is at this time already, so that nothing is planned.
        await acts.PlanPerformances.PlanAsync(Typed, Bea, CancellationToken.None);
        await acts.PlanPerformances.CopyAsync(7, new CopiesInput("2026-09-12 2026-09-13", "21:00", null, "1"), Bea, CancellationToken.None);
        acts.Wire.Rows.Remove("Performances");
        await acts.PlanPerformances.PlanAsync(Typed, Bea, CancellationToken.None);
        acts.Stored(TokenPurpose.Confirmation, ReservationStatus.Pending);
        await acts.EditPerformance.EditAsync(7, Typed, "Strike", true, 0, Bea, CancellationToken.None);
        Assert.True((await acts.ChangeSeats.ChangeAsync(7, "4", "2", "Sound desk", 0, Bea, CancellationToken.None)).Succeeded);
        Assert.True((await acts.CancelPerformance.CancelAsync(7, "Illness", Bea, CancellationToken.None)).Succeeded);
    }

    private async Task ReadAsync(SqlRecorderHost house, SqlServerDatabase acts)
    {
        foreach (var past in new[] { "true", "false" })
        {
            var list = house.Page(db => new IndexModel(db, acts.Clock));
            (list.Search, list.PastText) = ("the tempest", past);
            await list.OnGetAsync(CancellationToken.None);
        }

        await house.Page(db => new NewModel(db, acts.PlanPerformances, _words)).OnGetAsync("1", CancellationToken.None);
        OnePerformancePage[] pages =
        [
            house.Page(db => new PerformanceModel(db, UseCaseHost.Rules, acts.Clock)),
            house.Page(db => new EditModel(db, acts.EditPerformance, UseCaseHost.Venue, _words)),
            house.Page(db => new SeatsModel(db, acts.ChangeSeats)),
            house.Page(db => new CopyModel(db, acts.PlanPerformances, UseCaseHost.Venue, _words)),
            house.Page(db => new CancelModel(db, acts.CancelPerformance, acts.Clock)),
        ];
        foreach (var page in pages)
        {
            page.Id = 7;
            await page.OnGetAsync(CancellationToken.None);
        }

        await pages[2].RefuseAsync(Failure.SeatsBelowConfirmed(1, pages[2].Performance!.Facts), CancellationToken.None);
    }
}
