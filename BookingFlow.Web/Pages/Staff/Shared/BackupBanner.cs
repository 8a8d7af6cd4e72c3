using BookingFlow.Web.Components;
using BookingFlow.Web.Data.Backups;
using BookingFlow.Web.Staff;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Pages.Staff.Shared;

/// <summary>Warns Administrators on every staff page when the nightly backup failed, or is missing.</summary>
/// <remarks>It reads a folder, which may be on another machine: when that does not answer, the page is shown without the banner.</remarks>
[ViewComponent(Name = "BackupBanner")]
public sealed partial class BackupBanner(BackupMonitor monitor, IStringLocalizer<Words> words, TimeProvider clock, ILogger<BackupBanner> log)
    : ViewComponent
{
    /// <summary>Longest time that the banner may delay a page.</summary>
    private static readonly TimeSpan ReadTimeout = TimeSpan.FromSeconds(2);

    public async Task<IViewComponentResult> InvokeAsync() => View(User.IsInRole(StaffRoles.Administrator) ? await ReadAsync() : null);

    /// <returns>The warning; null if there is nothing to say, or the folder could not be read.</returns>
    private async Task<Phrase?> ReadAsync()
    {
        try
        {
            return await Task.Run(monitor.FindProblem, HttpContext.RequestAborted).WaitAsync(ReadTimeout, HttpContext.RequestAborted) switch
            {
                null => null,
                { Failed: { } failed } => new Phrase(words["Backup.Banner.Failed"], failed.At, words[$"Backup.Failure.{failed.Failure}"].Value),
                { NewestAt: { } newest } => words.CountPhrase("Backup.Banner.Old", (int)(clock.GetUtcNow().UtcDateTime - newest).TotalDays, newest),
                _ => new Phrase(words["Backup.Banner.None"]),
            };
        }
#pragma warning disable CA1031 // No failure of the banner may break the page that shows it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogReadFailed(exception);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The folder of the backups could not be read for the backup banner")]
    private partial void LogReadFailed(Exception exception);
}
