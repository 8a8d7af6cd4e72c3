using BookingFlow.Web.Data;
using BookingFlow.Web.UseCases.Door;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.UseCases.Door;

public sealed class PairDeviceOnSqliteTests() : PairDeviceTests(DatabaseDialect.Sqlite);

public sealed class PairDeviceOnSqlServerTests() : PairDeviceTests(DatabaseDialect.SqlServer);

public abstract class PairDeviceTests(DatabaseDialect dialect) : UseCaseTests(dialect)
{
    private Performance _performance = null!;
    private Reservation _party = null!;
    private Token _code;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _performance = new APerformance().Build();
        _party = new AReservation().For(_performance).OfParty(2).Confirmed().Build();
        _code = await Host.AddTicketAsync(_party);
        Host.Clock.SetUtcNow(new DateTimeOffset(TestTimes.StartsAt.AddMinutes(-30)));
    }

    [Fact]
    public async Task A_link_pairs_one_device_and_the_log_names_volunteer_and_staff_member()
    {
        var link = await PrepareAsync();

        var device = (await PairAsync(link, "  Nora ")).Value!;

        Assert.Equal((_performance.Id, "Nora", new Actor(Host.Steward.StaffId, "Nora (Dora)")), (device.PerformanceId, device.Volunteer, device.Actor));
        Assert.Equal(FailureKind.NotFound, (await PairAsync(link)).Failure?.Kind);
        Assert.Equal(FailureKind.NotFound, (await PairAsync(Token.New())).Failure?.Kind);
        Assert.Equal([(AuditAction.DevicePaired, "Nora (Dora)", null)], await LogAsync());
        Assert.Equal(link.Hash, await Host.Database.ReadAsync(db => db.PairedDevices.Select(d => d.Hash).SingleAsync()));
    }

    [Fact]
    public async Task A_name_that_is_missing_or_too_long_leaves_the_link_usable()
    {
        var link = await PrepareAsync();

        Assert.Equal(FieldProblem.Missing, Assert.Single((await PairAsync(link, " ")).Failure!.Fields).Problem);
        Assert.Equal(FieldProblem.TooLong, Assert.Single((await PairAsync(link, new string('x', Limits.Volunteer + 1))).Failure!.Fields).Problem);

        Assert.True((await PairAsync(link, new string('x', Limits.Volunteer))).Succeeded);
    }

    [Fact]
    public async Task A_link_is_valid_for_ten_minutes_and_is_forgotten_when_the_next_one_is_made()
    {
        var (expired, withdrawn) = (await PrepareAsync(), await PrepareAsync());
        var id = await Host.Database.ReadAsync(db => db.PairedDevices.MaxAsync(d => d.Id));
        Assert.True((await Host.EndPairedDevice.EndAsync(id, _performance.Id, Host.Actor, CancellationToken.None)).Succeeded);
        Assert.Equal(FailureKind.NotFound, (await PairAsync(withdrawn)).Failure?.Kind);

        Host.Clock.Advance(PairedDevice.LinkLifetime);

        Assert.Equal(FailureKind.NotFound, (await PairAsync(expired)).Failure?.Kind);
        Assert.True((await PairAsync(await PrepareAsync())).Succeeded);
        Assert.Equal(1, await Host.Database.ReadAsync(db => db.PairedDevices.CountAsync()));
    }

    [Fact]
    public async Task Devices_can_be_paired_from_a_day_before_the_start_until_the_doors_close()
    {
        var ends = PairedDevice.EndsAt(_performance, Host.CurrentVenue.Rules);
        var link = await PrepareAsync();
        Host.Clock.SetUtcNow(new DateTimeOffset(ends.AddMinutes(-1)));
        var late = await PrepareAsync();
        Host.Clock.SetUtcNow(new DateTimeOffset(ends));

        Assert.Equal(FailureKind.NotFound, (await PairAsync(link)).Failure?.Kind);
        Assert.Equal(FailureKind.NotFound, (await PairAsync(late)).Failure?.Kind);
        Assert.Equal(FailureKind.NotPossible, (await TryPrepareAsync()).Failure?.Kind);
        Assert.Equal(FailureKind.NotFound, (await Host.PairDevice.PrepareAsync(4711, Host.Actor, CancellationToken.None)).Failure?.Kind);
    }

    [Fact]
    public async Task Pairing_ends_once_and_only_as_a_device_of_its_performance()
    {
        var device = (await PairAsync(await PrepareAsync())).Value!;
        var otto = new Actor(Host.OtherSteward.StaffId, Host.OtherSteward.Name);

        Assert.Equal(FailureKind.NotFound, (await EndAsync(device.PerformanceId + 1, otto)).Failure?.Kind);
        Assert.True((await EndAsync(device.PerformanceId, otto)).Succeeded);
        Assert.True((await EndAsync(performanceId: null, actor: null)).Succeeded);

        Assert.Equal(
            [(AuditAction.DevicePaired, "Nora (Dora)", null), (AuditAction.DeviceEnded, "Otto", "Nora (Dora)")], await LogAsync());
        Assert.Equal(FailureKind.NotFound, (await NameAsync(device, "Max")).Failure?.Kind);

        Task<Result<PairedDevice>> EndAsync(int? performanceId, Actor? actor) =>
            Host.EndPairedDevice.EndAsync(device.Id, performanceId, actor, CancellationToken.None);
    }

    [Fact]
    public async Task Check_ins_carry_the_name_of_the_volunteer_who_has_the_device_and_each_can_undo_only_their_own()
    {
        var device = (await PairAsync(await PrepareAsync())).Value!;
        var nora = new Steward(device.Actor.Id!.Value, device.Actor.Name, device.PerformanceId);
        Assert.True((await AdmitAsync(_code, nora)).Succeeded);

        var renamed = (await NameAsync(device, "Max")).Value!;

        var max = nora with { Name = renamed.Actor.Name };
        Assert.Equal("Max (Dora)", max.Name);
        Assert.Equal("Nora (Dora)", (await AdmitAsync(_code, max)).Failure?.CheckIn?.By);
        foreach (var (steward, expected) in new (Steward, FailureKind?)[]
        {
            (max, FailureKind.NotPermitted), (Host.Steward, FailureKind.NotPermitted), (nora, null),
        })
        {
            var undone = await Host.UndoCheckIn.UndoAsync(_party.Id, "Wrong party", steward, maySell: false, Guid.NewGuid(), CancellationToken.None);
            Assert.Equal((steward.Name, expected), (steward.Name, undone.Failure?.Kind));
        }
    }

    private async Task<Token> PrepareAsync() => (await TryPrepareAsync()).Value;

    private Task<Result<Token>> TryPrepareAsync() => Host.PairDevice.PrepareAsync(_performance.Id, Host.Actor, CancellationToken.None);

    private Task<Result<PairedDevice>> PairAsync(Token link, string volunteer = "Nora") =>
        Host.PairDevice.PairAsync(link, volunteer, CancellationToken.None);

    private Task<Result<AdmittedParty>> AdmitAsync(Token code, Steward steward) => Host.CheckInParty.AdmitAsync(
        code, steward, Admission.Read(Guid.NewGuid(), null, isRemainder: false).Value!, CancellationToken.None);

    private Task<Result<PairedDevice>> NameAsync(PairedDevice device, string volunteer) =>
        Host.NameVolunteer.NameAsync(device.Id, volunteer, CancellationToken.None);

    private Task<List<(AuditAction, string, string?)>> LogAsync() => Host.Database.ReadAsync(async db =>
        (await db.AuditLog.OrderBy(e => e.Id).ToListAsync()).ConvertAll(e => (e.Action, e.StaffName, e.Detail)));
}
