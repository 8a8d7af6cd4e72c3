using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.UseCases.Administration;

public sealed class ChangeVenueProfileOnSqliteTests() : ChangeVenueProfileTests(DatabaseDialect.Sqlite);

public sealed class ChangeVenueProfileOnSqlServerTests() : ChangeVenueProfileTests(DatabaseDialect.SqlServer);

/// <summary>Tests of creating, changing and reading again the venue's profile, and of its logo.</summary>
public abstract class ChangeVenueProfileTests(DatabaseDialect dialect) : UseCaseTests(dialect)
{
    [Fact]
    public async Task A_change_is_stored_audited_and_known_at_once()
    {
        await CreateAsync();
        var content = Host.PublicContent.Version;

        Assert.True((await ChangeAsync(AVenue.Input)).Succeeded);

        var stored = await StoredAsync();
        Assert.Equal((2, TestTimes.Now), (stored.Version, stored.ChangedAt));
        Assert.Equal(AVenue.Input with { OfferedLanguages = [] }, VenueInput.Of(stored) with { OfferedLanguages = [] });
        Assert.Equal("it,de", stored.OfferedLanguages);
        Assert.Equal(("Teatro della Luna", "Via Roma 1, 50100 Firenze"), (Host.CurrentVenue.Venue.Name, Host.CurrentVenue.Venue.AddressLine));
        Assert.Equal(
            new BookingRules(12, TimeSpan.FromHours(2), TimeSpan.FromMinutes(45), TimeSpan.FromMinutes(15))
            {
                ChangesCloseBefore = TimeSpan.FromMinutes(20),
                WaitingListClosesMinutes = 180,
                ReminderHours = 48,
            },
            Host.CurrentVenue.Rules);
        Assert.True(Host.PublicContent.Version > content);
        var entry = Assert.Single(await AuditLogAsync());
        Assert.Equal((AuditAction.VenueChanged, AuditSubject.Venue, VenueProfile.OnlyId), (entry.Action, entry.Subject, entry.SubjectId));
        Assert.StartsWith("VenueName: Teatro → Teatro della Luna; VenueAddress: – → Via Roma 1 50100 Firenze; ", entry.Detail, StringComparison.Ordinal);
        Assert.Contains("ConfirmationLifetime: 1.00:00:00 → 02:00:00", entry.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Saving_the_same_values_changes_nothing_and_invalid_ones_neither()
    {
        await CreateAsync();
        await ChangeAsync(AVenue.Input);

        Assert.True((await ChangeAsync(AVenue.Input)).Succeeded);
        Assert.Equal(FailureKind.InvalidInput, (await ChangeAsync(AVenue.Input with { VenueName = "" })).Failure?.Kind);

        Assert.Equal(2, (await StoredAsync()).Version);
        Assert.Single(await AuditLogAsync());
    }

    [Fact]
    public async Task Another_time_zone_must_be_acknowledged_while_performances_are_planned()
    {
        await CreateAsync();
        await Host.Database.AddAsync(new APerformance().At(TestTimes.Now.AddDays(-1)).Build());
        var lisbon = AVenue.Input with { TimeZone = "Europe/Lisbon" };
        Assert.True((await ChangeAsync(lisbon)).Succeeded);

        await Host.Database.AddAsync(new APerformance().At(TestTimes.Now.AddDays(1)).Build());
        Assert.Equal(Obstacle.PerformancesPlanned, (await ChangeAsync(AVenue.Input)).Failure?.Obstacle);
        Assert.Equal("Europe/Lisbon", (await StoredAsync()).TimeZone);
        Assert.True((await ChangeAsync(lisbon with { VenueName = "Lua" })).Succeeded);

        Assert.True((await ChangeAsync(AVenue.Input, acknowledgedTimeZone: true)).Succeeded);
        Assert.Equal("Europe/Rome", Host.CurrentVenue.Venue.TimeZone.Id);
    }

    [Fact]
    public async Task Ticks_times_and_long_texts_are_audited_in_short()
    {
        await CreateAsync();
        await ChangeAsync(AVenue.Input with { VenueDirections = new string('x', 60) });

        Assert.True((await ChangeAsync(
            AVenue.Input with { SearchesNamesOffline = true, CheckInOpens = "", VenueDirections = "Tram\n4" + new string('x', 60) })).Succeeded);
        await ChangeAsync(AVenue.Input with { VenueDirections = "Tram\n4" + new string('x', 60) });

        var details = (await AuditLogAsync()).Select(entry => entry.Detail!).ToList();
        Assert.Contains($"VenueDirections: – → {new string('x', 60)}; ", details[0], StringComparison.Ordinal);
        Assert.Equal(
            $"VenueDirections: {new string('x', 60)} → Tram 4{new string('x', 54)}… (66); CheckInOpens: 00:45:00 → –; SearchesNamesOffline: – → +", details[1]);
        Assert.Equal("CheckInOpens: – → 00:45:00; SearchesNamesOffline: + → –", details[2]);
    }

    [Fact]
    public async Task The_first_values_are_stored_once_and_win_over_later_settings()
    {
        await CreateAsync();
        var settings = AVenue.Profile();
        settings.Name = "Changed in the file";

        var loaded = await Host.LoadVenueProfile.LoadAsync(settings, CancellationToken.None);

        Assert.Equal("Teatro", loaded.Value!.Name);
        Assert.Equal("Teatro", Host.CurrentVenue.Venue.Name);
        Assert.Null((await StoredAsync()).ChangedAt);
    }

    [Fact]
    public async Task A_change_of_another_node_is_read_and_an_older_one_ignored()
    {
        await Host.LoadVenueProfile.RefreshAsync(CancellationToken.None);
        Assert.Equal(0, Host.CurrentVenue.Version);
        await CreateAsync();
        var before = await StoredAsync();
        await using (var otherNode = Host.Database.CreateDbContext())
        {
            var profile = await otherNode.VenueProfiles.SingleAsync();
            profile.Name = "Luna";
            profile.Touch(TestTimes.Now);
            await otherNode.SaveChangesAsync();
        }

        await Host.LoadVenueProfile.RefreshAsync(CancellationToken.None);
        Assert.Equal("Luna", Host.CurrentVenue.Venue.Name);

        Host.CurrentVenue.Set(before);
        Assert.Equal("Luna", Host.CurrentVenue.Venue.Name);
    }

    [Fact]
    public async Task A_logo_is_added_replaced_and_removed_with_its_row()
    {
        await CreateAsync();
        Assert.True((await Host.ChangeVenueLogo.RemoveAsync(Host.Actor, CancellationToken.None)).Succeeded);
        Assert.Empty(await AuditLogAsync());

        var first = (await LogoAsync(APicture.Png())).Value!.LogoId;
        var second = (await LogoAsync(APicture.Jpeg())).Value!.LogoId;
        Assert.NotEqual(first, second);
        Assert.Equal(second, Host.CurrentVenue.Venue.LogoId);
        Assert.Equal(PictureType.Jpeg, (await Host.Database.ReadAsync(db => db.VenueLogos.SingleAsync())).Type);

        Assert.True((await Host.ChangeVenueLogo.RemoveAsync(Host.Actor, CancellationToken.None)).Succeeded);
        Assert.Empty(await Host.Database.ReadAsync(db => db.VenueLogos.ToListAsync()));
        Assert.Null(Host.CurrentVenue.Venue.LogoId);
        Assert.Equal(
            ["Logo: – → Png, 1 KiB", "Logo: Png, 1 KiB → Jpeg, 1 KiB", "Logo: Jpeg, 1 KiB → –"], (await AuditLogAsync()).Select(e => e.Detail));
    }

    [Fact]
    public async Task A_logo_must_be_a_picture_within_the_limits()
    {
        await CreateAsync();

        Assert.Equal([new(FormField.Logo, FieldProblem.Missing)], (await LogoAsync([])).Failure?.Fields);
        Assert.Equal([new(FormField.Logo, FieldProblem.NotAPicture)], (await LogoAsync("<svg>"u8.ToArray())).Failure?.Fields);
        Assert.Equal([VenueLogo.TooLarge], (await LogoAsync(APicture.OfBytes(Limits.PictureBytes + 1))).Failure?.Fields);
        Assert.Equal(
            [new(FormField.Logo, FieldProblem.TooManyPixels, Limits.PictureMegapixels)],
            (await LogoAsync(APicture.PngHeader(Limits.PictureMegapixels * 1000, 1001))).Failure?.Fields);
        Assert.True((await LogoAsync(APicture.OfBytes(Limits.PictureBytes))).Succeeded);
    }

    private Task<Result<VenueProfile>> CreateAsync() => Host.LoadVenueProfile.LoadAsync(AVenue.Profile(), CancellationToken.None);

    private Task<Result<VenueProfile>> ChangeAsync(VenueInput input, bool acknowledgedTimeZone = false) =>
        Host.ChangeVenueProfile.ChangeAsync(input, acknowledgedTimeZone, Host.Actor, CancellationToken.None);

    private Task<Result<VenueProfile>> LogoAsync(byte[] picture) =>
        Host.ChangeVenueLogo.ChangeAsync(picture, Host.Actor, CancellationToken.None);

    private Task<VenueProfile> StoredAsync() => Host.Database.ReadAsync(db => db.VenueProfiles.AsNoTracking().SingleAsync());

    private Task<List<AuditEntry>> AuditLogAsync() => Host.Database.ReadAsync(db => db.AuditLog.OrderBy(l => l.Id).ToListAsync());
}
