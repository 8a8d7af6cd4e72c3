using System.Net;
using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Pages.Staff.CheckIn;

/// <summary>Base of the tests of the party pages at the door: an app with one performance tonight, a door steward and a box-office clerk.</summary>
public abstract class PartyPageTestBase : IAsyncLifetime
{
    protected BookingFlowApp App { get; private set; } = null!;

    /// <summary>The performance of tonight: starts in 30 minutes, capacity 10.</summary>
    protected Performance Tonight { get; private set; } = null!;

    /// <summary>A browser signed in as the door steward Dora.</summary>
    protected NoScriptBrowser Dora { get; private set; } = null!;

    /// <summary>A browser signed in as Bea of the box office.</summary>
    protected NoScriptBrowser Bea { get; private set; } = null!;

    public virtual async ValueTask InitializeAsync()
    {
        App = await BookingFlowApp.StartAsync();
        Tonight = await App.AddAsync(App.APerformanceTonight().WithCapacity(10));
        Dora = await App.StaffAsync(name: "Dora");
        Bea = await App.StaffAsync(StaffRoles.BoxOffice, "Bea");
    }

    public async ValueTask DisposeAsync()
    {
        Dora?.Dispose();
        Bea?.Dispose();
        await App.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected static string PartyPath(Reservation party) => $"/staff/check-in/parties/{party.Id}";

    protected AReservation AParty(int people = 5) =>
        new AReservation().For(Tonight).OfParty(people).CreatedAt(App.Now).ExpiringAt(App.Now.AddMinutes(20));

    /// <summary>Stores a reservation with its tokens, and updates the counts of its performance.</summary>
    protected async Task<Reservation> AddAsync(AReservation party)
    {
        var built = party.Build();
        await App.AddTicketAsync(built);
        await App.Database.ReadAsync(db => db.Performances.Where(p => p.Id == built.PerformanceId).ExecuteUpdateAsync(set => set
            .SetProperty(p => p.ConfirmedSeats, built.Performance.ConfirmedSeats).SetProperty(p => p.WaitingPeople, built.Performance.WaitingPeople)
            .SetProperty(p => p.Version, built.Performance.Version)));
        return built;
    }

    protected static async Task<BrowserResponse> AdmitAsync(NoScriptBrowser steward, Reservation party, string people) =>
        await steward.SubmitAsync(await steward.OpenAsync(PartyPath(party)), "form.party-admit", ("People", people));

    /// <returns>The number of checked-in people of the party, or null if it is not checked in.</returns>
    protected Task<int?> PeopleInsideAsync(Reservation party) =>
        App.Database.ReadAsync(db => db.CheckIns.Where(c => c.ReservationId == party.Id).Select(c => (int?)c.People).SingleOrDefaultAsync());

    /// <summary>Moves the time of the party's check-in into the past.</summary>
    protected Task BackdateCheckInAsync(Reservation party, TimeSpan ago) => App.Database.ReadAsync(db =>
        db.CheckIns.Where(c => c.ReservationId == party.Id).ExecuteUpdateAsync(set => set.SetProperty(c => c.At, App.Now - ago)));

    /// <summary>Sets the door cookie of a browser, as the station does when a door is chosen.</summary>
    protected void SetDoor(NoScriptBrowser steward, Performance performance) =>
        steward.Cookies.Add(new Uri(App.Address), new Cookie("bookingflow.door", $"{performance.Id}|Main"));
}
