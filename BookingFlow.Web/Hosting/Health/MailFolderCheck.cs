using BookingFlow.Web.Emails.Delivery;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BookingFlow.Web.Hosting.Health;

/// <summary>Checks that a file can be written to the mail folder. Registered only for the folder delivery.</summary>
internal sealed class MailFolderCheck(MailSettings mail) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            // As the delivery does.
            Directory.CreateDirectory(mail.Folder);
            var file = Path.Combine(mail.Folder, $"{Guid.NewGuid():N}.health");
            await File.WriteAllBytesAsync(file, new byte[1], cancellationToken);
            File.Delete(file);
            return HealthCheckResult.Healthy();
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            return HealthCheckResult.Unhealthy("The mail folder cannot be written.", unwritable);
        }
    }
}
