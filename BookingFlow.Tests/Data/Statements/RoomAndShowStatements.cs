using BookingFlow.Web.Pages.Shows;
using BookingFlow.Web.Telemetry;
using BookingFlow.Web.UseCases.Programme;
using Rooms = BookingFlow.Web.Pages.Staff.Rooms;
using Shows = BookingFlow.Web.Pages.Staff.Shows;

namespace BookingFlow.Tests.Data.Statements;

/// <summary>Everything that rooms, shows and posters ask of the database.</summary>
public sealed class RoomAndShowStatements : IStatements
{
    private static readonly Actor Dora = new(1, "Dora");
    private static readonly CancellationToken Never = CancellationToken.None;

    public async Task AskAsync(SqlRecorderHost house)
    {
        Store(house.House);
        await ActAsync(house.House);
        Store(house.House);
        await OpenRoomsAsync(house);
        await OpenShowsAsync(house);
    }

    private static void Store(SqlServerDatabase house)
    {
        house.Stored(TokenPurpose.Confirmation, ReservationStatus.Confirmed);
        house.Wire.Rows["AspNetUsers"] = SqlRecorderHost.AStaffRow();
        house.Wire.Rows["FormerSlugs"] = new() { ["Id"] = 4, ["ShowId"] = 1, ["Slug"] = "prince" };
        house.Wire.Rows["Posters"] = new()
        {
            ["Id"] = 6,
            ["ShowId"] = 1,
            ["Type"] = SnakeCase.Of(PictureType.Png),
            ["Picture"] = APicture.Png(),
            ["AltText"] = "A prince",
            ["UploadedAt"] = AMoment.Now,
        };
    }

    private static async Task ActAsync(SqlServerDatabase house)
    {
        house.Wire.Any = false;
        await house.AddRoom.AddAsync("Cellar", "40", Dora, Never);
        await house.RenameRoom.RenameAsync(1, "Attic", Dora, Never);
        await house.ChangeRoomCapacity.ChangeAsync(1, "50", "A row more", accepted: 0, Dora, Never);
        await house.RetireRoom.RetireAsync(1, Dora, Never);
        await house.RetireRoom.ReopenAsync(1, Dora, Never);
        await house.AddShow.AddAsync(new ShowInput("Hamlet", "", "A prince.", "", ""), Dora, Never);
        await house.EditShow.EditAsync(1, new ShowInput("Hamlet", "prince", "A prince.", "", ""), Dora, Never);
        await house.PublishShow.UnpublishAsync(1, Dora, Never);
        await house.ChangePoster.RemoveAsync(1, Dora, Never);
        house.Wire.Any = true;
        await house.ChangePoster.ChangeAsync(1, APicture.Png(), "A prince", Dora, Never);
        house.Wire.Any = false;
    }

    private static async Task OpenRoomsAsync(SqlRecorderHost statements)
    {
        var house = statements.House;
        var list = statements.Page(db => new Rooms.IndexModel(db, house.Clock));
        list.Search = "main stage";
        await list.OnGetAsync(Never);
        var added = statements.Page(db => new Rooms.NewModel(db, house.AddRoom));
        (added.RoomName, added.Capacity) = ("Cellar", "40");
        await added.OnPostAsync(Never);
        var capacity = statements.Page(db => new Rooms.CapacityModel(db, house.ChangeRoomCapacity, house.Clock));
        (capacity.Id, capacity.Capacity, capacity.Reason) = (1, "0", "Flooded");
        await capacity.OnGetAsync(Never);
        (capacity.Capacity, house.Wire.Sum) = ("0", 2);
        await capacity.OnPostAsync(Never);
        house.Wire.Sum = 0;
    }

    private static async Task OpenShowsAsync(SqlRecorderHost statements)
    {
        var house = statements.House;
        var list = statements.Page(db => new Shows.IndexModel(db, house.Clock));
        list.Search = "night's !";
        await list.OnGetAsync(Never);
        await statements.Page(db => new Shows.EditModel(db, house.EditShow, house.PublishShow)).OnGetAsync(Never);
        await statements.Page(db => new Shows.UnpublishModel(db, house.PublishShow, house.Clock)).OnGetAsync(Never);
        await statements.Page(db => new Shows.PreviewModel(db, house.PublishShow, house.Clock)).OnGetAsync(Never);
        await statements.Page(db => new Web.Pages.Posters.PosterModel(db)).OnGetAsync(6, Never);
        house.Wire.Rows.Remove("Shows");
        await statements.Page(db => new ShowModel(db, house.Clock)).OnGetAsync("prince", Never);
    }
}
