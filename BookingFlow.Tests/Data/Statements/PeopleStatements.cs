using BookingFlow.Web.Hosting.Security;
using BookingFlow.Web.Pages.Staff;
using BookingFlow.Web.Pages.Staff.People;
using BookingFlow.Web.Staff;
using BookingFlow.Web.Telemetry;
using People = BookingFlow.Web.Pages.Staff.People;

namespace BookingFlow.Tests.Data.Statements;

/// <summary>What the accounts ask of the database.</summary>
public sealed class PeopleStatements : IStatements
{
    private const string Good = "a long password";
    private static readonly Actor Shell = new(null, "shell");

    public async Task AskAsync(SqlRecorderHost house)
    {
        var (wire, acts) = (house.House.Wire, house.House.People);
        wire.Rows.Clear();
        wire.Rows["Log"] = new() { ["Id"] = 1 };
        Assert.True((await acts.InitialSetup.OfferAsync(CancellationToken.None)).Succeeded);
        Link(house, StaffLinkPurpose.Setup);
        wire.Rows["AspNetRoles"] = new() { ["Id"] = 3, ["Name"] = "Door", ["NormalizedName"] = "DOOR", ["ConcurrencyStamp"] = "x" };
        Assert.True((await acts.InitialSetup.SetUpAsync(house.House.Token, "Ada", "ada@staff.example", Good, CancellationToken.None)).Succeeded);
        Assert.True(
            (await acts.InviteStaff.InviteAsync(new("Dora", "dora@staff.example", StaffRoles.Door), Shell, CancellationToken.None)).Succeeded);

        await WithAColleagueAsync(house);
        await OpenPagesAsync(house);
        wire.Rows.Clear();
    }

    private static async Task WithAColleagueAsync(SqlRecorderHost house)
    {
        var (wire, acts) = (house.House.Wire, house.House.People);
        SomebodyWorksHere(house);
        await acts.EditStaff.EditAsync(1, "Dora Costa", StaffRoles.BoxOffice, Shell, CancellationToken.None);
        await acts.EditStaff.RenameAsync(1, "Dora Costa", Shell, CancellationToken.None);
        await acts.DisableStaff.DisableAsync(1, Shell, CancellationToken.None);
        wire.Any = true;
        await acts.DisableStaff.DisableAsync(1, Shell, CancellationToken.None);
        wire.Any = false;
        wire.Rows["AspNetUsers"]["DisabledAt"] = AMoment.Now;
        await acts.EnableStaff.EnableAsync(1, Shell, CancellationToken.None);
        wire.Rows["AspNetUsers"].Remove("DisabledAt");
        Assert.True((await acts.SendPasswordLink.SendAsync(1, Shell, CancellationToken.None)).Succeeded);
        Assert.True((await acts.SendPasswordLink.ForgottenAsync("dora@staff.example", CancellationToken.None)).Value);
        Link(house, StaffLinkPurpose.SetPassword);
        Assert.True((await acts.SetPassword.ByLinkAsync(house.House.Token, Good, CancellationToken.None)).Succeeded);
        await acts.SetPassword.OwnAsync(1, Good, Good, CancellationToken.None);
        var key = AuthenticatorKey.New();
        await acts.SwitchTwoFactorOn.SwitchOnAsync(1, key, Authenticator.WrongCode(key), CancellationToken.None);
        wire.Rows["AspNetUsers"]["TwoFactorEnabled"] = true;
        Assert.True((await acts.SwitchTwoFactorOff.TakeAwayAsync(1, Shell, CancellationToken.None)).Succeeded);
        await using var db = wire.CreateDbContext();
        Assert.Equal("x", await StaffSessions.StampAsync(db, 1, CancellationToken.None));
    }

    private static async Task OpenPagesAsync(SqlRecorderHost house)
    {
        SomebodyWorksHere(house);
        Link(house, StaffLinkPurpose.SetPassword);
        foreach (var search in new[] { null, "dora", "nobody" })
        {
            var list = house.Page(db => new People.IndexModel(db));
            list.Search = search;
            await list.OnGetAsync(CancellationToken.None);
        }

        var person = house.Page(
            db => new PersonModel(db, house.House.People.EditStaff, house.House.People.SendPasswordLink, house.House.People.EnableStaff));
        person.Id = 1;
        await person.OnGetAsync(CancellationToken.None);
        var set = house.Page(db => new SetPasswordModel(db, house.House.People.SetPassword, house.House.Clock));
        set.LinkText = house.House.Token.Text;
        await set.OnGetAsync(CancellationToken.None);
        await house.Page(
            db => new Web.Pages.Staff.Account.TwoFactorModel(
                db, signIn: null!, house.House.People.SwitchTwoFactorOn, house.House.People.SwitchTwoFactorOff,
                new Venue("Lantern Theatre", TimeZoneInfo.Utc)))
            .OnGetAsync(CancellationToken.None);
    }

    private static void SomebodyWorksHere(SqlRecorderHost house)
    {
        house.House.Wire.Rows["AspNetUsers"] = SqlRecorderHost.AStaffRow();
        house.House.Wire.Rows["AspNetRoles"] = new() { ["Id"] = 3, ["Name"] = "Door", ["NormalizedName"] = "DOOR", ["ConcurrencyStamp"] = "x" };
        house.House.Wire.Rows["AspNetUserRoles"] = new() { ["UserId"] = 1, ["RoleId"] = 3 };
        house.House.Wire.Rows["AspNetUserTokens"] = new()
        {
            ["UserId"] = 1, ["LoginProvider"] = "[AspNetUserStore]", ["Name"] = "RecoveryCodes", ["Value"] = "x",
        };
    }

    private static void Link(SqlRecorderHost house, StaffLinkPurpose purpose) => house.House.Wire.Rows["StaffLinks"] = new()
    {
        ["Id"] = 4,
        ["Purpose"] = SnakeCase.Of(purpose),
        ["StaffId"] = purpose == StaffLinkPurpose.Setup ? null : 1,
        ["Hash"] = house.House.Token.Hash,
        ["CreatedAt"] = AMoment.Now,
    };
}
