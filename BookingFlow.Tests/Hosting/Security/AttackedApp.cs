using System.Globalization;
using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.Staff;
using BookingFlow.Web.UseCases.Administration;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace BookingFlow.Tests.Hosting.Security;

/// <summary>A running program with something behind every address, and two attackers: a visitor who has reserved, and an administrator.</summary>
public sealed class AttackedApp : IAsyncLifetime
{
    private readonly SqliteConnection _snapshot = new("Data Source=:memory:");

    public BookingFlowApp App { get; private set; } = null!;

    /// <summary>Values of route parameters (<see cref="RolesTests.StoreRouteValuesAsync"/>).</summary>
    public Dictionary<string, string> RouteValues { get; private set; } = null!;

    internal Attacker Stranger { get; private set; } = null!;

    internal Attacker Administrator { get; private set; } = null!;

    internal IReadOnlyList<Attacker> Attackers => [Stranger, Administrator];

    public async ValueTask InitializeAsync()
    {
        // Without jobs, which would write while the database is set back.
        App = await BookingFlowApp.StartWithoutJobsAsync(TimeProvider.System);
        RouteValues = await RolesTests.StoreRouteValuesAsync(App);
        var performance = RouteValues["/staff/performances/id"];
        using var visitor = App.Visitor();
        await visitor.ReserveAsync(int.Parse(performance, CultureInfo.InvariantCulture));
        using var administrator = await App.StaffAsync(StaffRoles.Administrator);
        Stranger = await Attacker.CreateAsync(
            App, visitor, $"/performances/{performance}/reserve", "/reservations/pending", RestoreAsync);
        Administrator = await Attacker.CreateAsync(App, administrator, "/staff/check-in", "/", RestoreAsync);
        await _snapshot.OpenAsync();
        await using var live = new SqliteConnection(App.Database.ConnectionString);
        await live.OpenAsync();
        live.BackupDatabase(_snapshot);
    }

    public async ValueTask DisposeAsync()
    {
        Stranger.Dispose();
        Administrator.Dispose();
        await _snapshot.DisposeAsync();
        await App.DisposeAsync();
    }

    private async Task RestoreAsync()
    {
        await using (var live = new SqliteConnection(App.Database.ConnectionString))
        {
            await live.OpenAsync();
            _snapshot.BackupDatabase(live);
        }

        App.Services.GetRequiredService<PublicContentVersion>().Increment();
        await App.Services.GetRequiredService<LoadVenueProfile>().LoadAsync(AVenue.Profile(), CancellationToken.None);
    }
}
