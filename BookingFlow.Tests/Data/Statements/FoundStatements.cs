using BookingFlow.Web.Components;
using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Discovery;
using BookingFlow.Web.Pages.Legal;
using BookingFlow.Web.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Rooms = BookingFlow.Web.Pages.Staff.Rooms;
using StaffHouse = BookingFlow.Web.Pages.Staff.House;

namespace BookingFlow.Tests.Data.Statements;

/// <summary>What search engines, calendars, the way to a room and the house's own pages ask.</summary>
public sealed class FoundStatements : IStatements
{
    private static readonly Actor Dora = new(1, "Dora");
    private static readonly Venue Venue = new("Lantern Theatre", TimeZoneInfo.Utc);
    private static readonly PublicLinks Links = new(() => new Uri("https://tickets.theatre.example/"));
    private static readonly CancellationToken Never = CancellationToken.None;

    public async Task AskAsync(SqlRecorderHost house)
    {
        var (acts, wire) = (house.House, house.House.Wire);
        foreach (var written in new[] { true, false })
        {
            acts.Stored(TokenPurpose.Confirmation, ReservationStatus.Confirmed);
            wire.Rows["AspNetUsers"] = SqlRecorderHost.AStaffRow();
            if (written)
            {
                wire.Rows["HouseTexts"] = new()
                {
                    ["Id"] = 1, ["Kind"] = SnakeCase.Of(VenueTextKind.Privacy), ["Text"] = "We keep little.", ["ChangedAt"] = AMoment.Now,
                };
            }
            else
            {
                wire.Rows.Remove("HouseTexts");
            }

            await VisitAsync(house);
            await AdministerAsync(house);
            await acts.ChangeDirections.ChangeAsync(1, "Green door", "https://map.example/", Dora, Never);
            await acts.ChangeVenueText.WriteAsync(VenueTextKind.Privacy, "We keep less.", Dora, Never);
            await acts.ChangeVenueText.RemoveAsync(VenueTextKind.Privacy, Dora, Never);
        }
    }

    private static async Task VisitAsync(SqlRecorderHost house)
    {
        var words = new ServiceCollection().AddLogging().AddWords().BuildServiceProvider().GetRequiredService<IStringLocalizer<Words>>();
        await house.Page(db => new SitemapModel(db, Links, house.House.Clock)).OnGetAsync(Never);
        await house.Page(db => new FeedModel(db, Venue, Links, words, house.House.Clock)).OnGetAsync(Never);
        await house.Page(db => new PrivacyModel(db, house.House.Clock)).OnGetAsync(Never);
        await house.House.Wire.CreateDbContext().WrittenTextsAsync(Never);
    }

    private static async Task AdministerAsync(SqlRecorderHost house)
    {
        await house.Page(db => new Rooms.WayModel(db, house.House.ChangeDirections)).OnGetAsync(Never);
        await house.Page(db => new StaffHouse.IndexModel(db)).OnGetAsync(Never);
        var edit = house.Page(db => new StaffHouse.EditModel(db, house.House.ChangeVenueText));
        edit.KindText = "privacy";
        await edit.OnGetAsync(Never);
    }
}
