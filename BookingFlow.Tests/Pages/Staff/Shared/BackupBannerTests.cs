using BookingFlow.Web.Data.Backups;
using BookingFlow.Web.Staff;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BookingFlow.Tests.Pages.Staff.Shared;

public sealed class BackupBannerTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(TestTimes.Now));

    [Theory]
    [InlineData(BackupFailure.NoSpace, "the disk is full")]
    [InlineData(BackupFailure.NoAccess, "the folder of the backups cannot be written")]
    [InlineData(BackupFailure.Damaged, "the database file is damaged")]
    [InlineData(BackupFailure.Unsound, "the command “database check” names them")]
    [InlineData(BackupFailure.Other, "the program’s log says why")]
    public async Task A_failure_is_shown_to_Administrators_with_its_reason(BackupFailure failure, string reason)
    {
        await using var app = await BookingFlowApp.StartWithoutJobsAsync(_clock);
        using var admin = await app.StaffAsync(StaffRoles.Administrator);
        Assert.Null(Banner(await admin.OpenAsync("/staff")));

        app.Services.GetRequiredService<BackupMonitor>().ReportFailure(failure);

        foreach (var path in new[] { "/staff/shows", "/staff/check-in" })
        {
            var banner = Banner(await admin.OpenAsync(path));
            Assert.StartsWith("The backup of the database failed on", banner, StringComparison.Ordinal);
            Assert.Contains(reason, banner, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_old_backup_is_shown_with_its_age_to_Administrators_only()
    {
        await using var app = await BookingFlowApp.StartWithoutJobsAsync(_clock);
        _clock.AdjustTime(_clock.GetUtcNow() + BackupMonitor.OldAfter);
        using var admin = await app.StaffAsync(StaffRoles.Administrator);
        using var boxOffice = await app.StaffAsync(StaffRoles.BoxOffice);
        Assert.Equal("The database has not been backed up yet.", Banner(await admin.OpenAsync("/staff")));

        var folder = app.Services.GetRequiredService<BackupFolder>();
        Directory.CreateDirectory(folder.Path);
        await File.WriteAllTextAsync(folder.NewFile(_clock.GetUtcNow().UtcDateTime.AddDays(-3)), "");

        Assert.StartsWith("The newest backup of the database is 3 days old", Banner(await admin.OpenAsync("/staff")), StringComparison.Ordinal);
        Assert.Null(Banner(await boxOffice.OpenAsync("/staff")));
        using var visitor = app.Visitor();
        Assert.Null(Banner(await visitor.OpenAsync("/")));
    }

    private static string? Banner(BrowserResponse page) => page.Document.QuerySelector("aside.banner") is { } banner
        ? string.Join(' ', banner.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        : null;
}
