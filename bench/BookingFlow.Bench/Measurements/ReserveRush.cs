using BookingFlow.Bench.BareLoops;
using BookingFlow.Bench.Figures;
using BookingFlow.Bench.House;
using BookingFlow.Bench.Seeding;
using BookingFlow.Bench.Visiting;
using BookingFlow.Web.Data;

namespace BookingFlow.Bench.Measurements;

/// <summary>
/// Row 4: 32 people send the reservation form, each a form of its own, beside a loop that inserts the same rows on one
/// connection. The forms are opened before, and the mail is waited for afterwards.
/// </summary>
public sealed class ReserveRush : IMeasurement
{
    private const int People = 32, FormsOfEach = 16;

    public string Name => "reserve";

    public async Task<IReadOnlyList<Line>> MeasureAsync(Stage stage)
    {
        var lines = new List<Line>();
        foreach (var dialect in stage.Databases)
        {
            lines.Add(await MeasureAsync(stage, dialect));
        }

        return lines;
    }

    private static async Task<Line> MeasureAsync(Stage stage, DatabaseDialect dialect)
    {
        await using var houseDatabase = await stage.CreateDatabaseAsync(dialect);
        await using var bareDatabase = await stage.CreateDatabaseAsync(dialect);
        var performance = (await new Season(houseDatabase).AddShowsAsync(1, 1))[0];
        var barePerformance = (await new Season(bareDatabase).AddShowsAsync(1, 1))[0];
        await using var house = await stage.StartHouseAsync(houseDatabase);
        using var bare = new BareReservations(bareDatabase, barePerformance);
        var work = Enumerable.Range(0, People * FormsOfEach).ToList();
        var rounds = await Rounds.AlternateAsync(
            stage.Rounds,
            async () => (await SendAsync(stage, house, houseDatabase, performance)).PerSecond,
            () => Task.FromResult(BareLoop.PerSecond(work, _ => bare.Reserve())),
            Rounds.ShortWarmUps);
        return new Line(
            "4", $"reserve POSTs/s, {People} clients ÷ bare loop of the same inserts{(stage.Databases.Count > 1 ? $" ({dialect})" : "")}", "",
            rounds.Ratios(), Requirement.AtLeast(0.5),
            FormattableString.Invariant($"{rounds.MedianOfOurs():0}/s and {rounds.MedianOfYardstick():0}/s"));
    }

    private static async Task<Rush> SendAsync(Stage stage, ServerProcess house, BenchDatabase database, int performance)
    {
        var crowd = Visitor.Crowd(People, house.Address);
        var forms = await Task.WhenAll(crowd.Select(visitor => OpenAsync(visitor, performance)));
        var mails = stage.Post.Taken;
        var rush = await Rush.OverAsync(crowd, forms, HouseRoutes.ReserveAsync);
        await stage.MailIsOutAsync(database, mails + (People * FormsOfEach));
        foreach (var visitor in crowd)
        {
            visitor.Dispose();
        }

        return rush;
    }

    private static async Task<IEnumerable<Form>> OpenAsync(Visitor visitor, int performance)
    {
        var forms = new List<Form>();
        for (var i = 0; i < FormsOfEach; i++)
        {
            forms.Add(await visitor.OpenReservationAsync(performance));
        }

        return forms;
    }
}
