using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;
using static Microsoft.Playwright.Assertions;

namespace BookingFlow.Tests.Journeys;

/// <summary>
/// Measures the camera station in a real browser; run by <c>BOOKINGFLOW_MEASURE=true</c> only (CONTRIBUTING.md). It prints the figures and asserts
/// no time.
/// </summary>
public sealed class CameraStationMeasurements(ITestOutputHelper output)
{
    private const int Parties = 300, ManyParties = 10_000;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task From_the_picture_to_the_answer(bool isOnline)
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("BOOKINGFLOW_MEASURE") == "true", "Measures only if BOOKINGFLOW_MEASURE is true.");
        await using var app = await BookingFlowApp.StartAsync();
        var tonight = await app.AddAsync(app.APerformanceTonight().WithCapacity(1000));
        var codes = new List<string?>();
        for (var i = 0; i < Parties; i++)
        {
            var party = new AReservation().For(tonight).Named($"Party {i}").OfParty(2).CreatedAt(app.Now).Confirmed(app.Now).Build();
            codes.Add(app.Address + VisitorSteps.CheckInPath(await app.AddTicketAsync(party)));
        }

        using var film = CameraFilm.Of(codes, seconds: 0.5);
        await using var station = await CameraStation.OpenAsync(app, film, tonight);
        if (!isOnline)
        {
            await station.GoOfflineAsync();
            await station.Page.EvaluateAsync("() => performance.clearMeasures('scan')");
        }

        await station.Page.WaitForFunctionAsync(
            $"() => performance.getEntriesByName('scan').length >= {Parties}", null, new() { Timeout = 600_000, PollingInterval = 1000 });
        var times = (await ReadAsync(station, "scan", "duration")).Order().ToList();
        Print($"{(isOnline ? "online" : "offline")}: {times.Count} scans, median {Of(0.5):F0} ms, 99 % {Of(0.99):F0} ms");

        double Of(double quantile) => times[(int)(quantile * (times.Count - 1))];
    }

    [Fact]
    public async Task List_of_many_parties()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("BOOKINGFLOW_MEASURE") == "true", "Measures only if BOOKINGFLOW_MEASURE is true.");
        await using var app = await BookingFlowApp.StartAsync();
        var tonight = await app.AddAsync(app.APerformanceTonight().WithCapacity(Limits.RoomCapacity));
        await AddPartiesAsync(app, tonight);
        using (var administrator = await app.StaffAsync(StaffRoles.Administrator))
        {
            await administrator.SubmitAsync(await administrator.OpenAsync("/staff/venue"), "main form", ("SearchesNamesOffline", "true"));
        }

        using var film = CameraFilm.Of([null]);
        await using var station = await CameraStation.OpenAsync(app, film, tonight);
        foreach (var name in new[] { "second", "offline" })
        {
            if (name == "offline")
            {
                await station.GoOfflineAsync();
            }

            await station.ReopenAsync();
            await Expect(station.Page.Locator("#find")).ToBeVisibleAsync(new() { Timeout = 30_000 });
            Print($"{name} opening: {(await ReadAsync(station, "list", "startTime"))[0]:F0} ms to the list");
        }

        await station.FindAsync("number 9999");
        await Expect(station.Page.Locator("#find-results li")).ToHaveCountAsync(1);
        await station.FindAsync(
            await app.Database.ReadAsync(db => db.Reservations.OrderByDescending(r => r.Id).Select(r => r.Reference).FirstAsync()));
        await station.Page.WaitForFunctionAsync("() => performance.getEntriesByName('find').length === 2");
        Print($"found in {string.Join(", ", await ReadAsync(station, "find", "duration"))} ms");
    }

    [Fact]
    public async Task Weight_and_start_of_the_page()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("BOOKINGFLOW_MEASURE") == "true", "Measures only if BOOKINGFLOW_MEASURE is true.");
        await using var app = await BookingFlowApp.StartAsync();
        var tonight = await app.AddAsync(app.APerformanceTonight());
        var party = new AReservation().For(tonight).Named("Ada").OfParty(2).CreatedAt(app.Now).Confirmed(app.Now).Build();
        using var film = CameraFilm.Of([app.Address + VisitorSteps.CheckInPath(await app.AddTicketAsync(party))]);
        await using var station = await CameraStation.OpenAsync(app, film, tonight);
        await station.WaitForScanAsync("Admit");
        Print($"{station.Cable.Received} bytes in all, sign-in included");
        for (var i = 0; i < 3; i++)
        {
            await station.ReopenAsync();
            await station.WaitForScanAsync("Already checked in");
            Print($"start {i + 2}: {(await ReadAsync(station, "ready", "startTime"))[0]:F0} ms until ready to scan");
        }
    }

    /// <summary>Reads what the station's scripts have measured, in milliseconds.</summary>
    private static Task<double[]> ReadAsync(CameraStation station, string name, string property) => station.Page.EvaluateAsync<double[]>(
        "([name, property]) => performance.getEntriesByName(name).map(entry => entry[property])", new[] { name, property });

    private static async Task AddPartiesAsync(BookingFlowApp app, Performance tonight)
    {
        await using var db = app.Database.CreateDbContext();
        db.Attach(tonight);
        for (var i = 0; i < ManyParties; i++)
        {
            // Random references are now and then the same twice.
            var party = new AReservation().For(tonight).Named($"Party number {i}").OfParty(2).WithReference(NumberedReferences.Numbered(i))
                .CreatedAt(app.Now).Confirmed(app.Now).Build();
            db.Add(party);
            db.Add(ReservationToken.Of(Token.New(), TokenPurpose.CheckIn, party, app.Now));
        }

        await db.SaveChangesAsync();
    }

    private void Print(string figures) => output.WriteLine(figures);
}
