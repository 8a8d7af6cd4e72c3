using System.Net;
using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Pages.Staff.CheckIn;

/// <summary>What the pages about parties at the door are tested with: tonight's performance, and people at the door and in the box office.</summary>
public abstract class PartiesTests : IAsyncLifetime
{
    protected BookingFlowApp App { get; private set; } = null!;

    /// <summary>In half an hour, with ten seats.</summary>
    protected Performance Tonight { get; private set; } = null!;

    protected NoScriptBrowser Dora { get; private set; } = null!;

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

    protected static string Home(Reservation party) => $"/staff/check-in/parties/{party.Id}";

    protected AReservation AParty(int people = 5) =>
        new AReservation().For(Tonight).OfParty(people).AskedAt(App.Now).ExpiringAt(App.Now.AddMinutes(20));

    /// <summary>Stores a party of tonight.</summary>
    protected async Task<Reservation> AddAsync(AReservation party)
    {
        var built = party.Build();
        await App.StoredTicketAsync(built);
        await App.Database.ReadAsync(db => db.Performances.Where(p => p.Id == built.PerformanceId).ExecuteUpdateAsync(set => set
            .SetProperty(p => p.ConfirmedSeats, built.Performance.ConfirmedSeats).SetProperty(p => p.Version, built.Performance.Version)));
        return built;
    }

    protected static async Task<Place> LetInAsync(NoScriptBrowser steward, Reservation party, string people) =>
        await steward.SubmitAsync(await steward.OpenAsync(Home(party)), "form.party-admit", ("People", people));

    protected Task<int?> InsideAsync(Reservation party) =>
        App.Database.ReadAsync(db => db.CheckIns.Where(c => c.ReservationId == party.Id).Select(c => (int?)c.People).SingleOrDefaultAsync());

    /// <summary>As if the party had come in earlier.</summary>
    protected Task CameInAgoAsync(Reservation party, TimeSpan ago) => App.Database.ReadAsync(db =>
        db.CheckIns.Where(c => c.ReservationId == party.Id).ExecuteUpdateAsync(set => set.SetProperty(c => c.At, App.Now - ago)));

    /// <summary>As the station sets it: this device stands at the door of that performance.</summary>
    protected void SetDoor(NoScriptBrowser steward, Performance performance) =>
        steward.Cookies.Add(new Uri(App.Address), new Cookie("bookingflow.door", $"{performance.Id}|Main"));
}
