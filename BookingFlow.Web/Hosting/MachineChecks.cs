using BookingFlow.Web.Emails.Delivery;
using BookingFlow.Web.Hosting.Settings;

namespace BookingFlow.Web.Hosting;

/// <summary>Checks what the program needs of the machine, so that a start fails with a sentence instead of later with wrong results.</summary>
public static class MachineChecks
{
    /// <summary>A machine whose clock has no battery starts in 1970 or 2000, until it has asked the network for the time.</summary>
    private static readonly DateTimeOffset EarliestTime = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <exception cref="SettingException">The clock is obviously wrong.</exception>
    public static void CheckClock(TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        if (now < EarliestTime)
        {
            throw new SettingException(FormattableString.Invariant(
                $"The clock of this machine says {now:yyyy-MM-dd HH:mm} UTC: set it, because links, doors and reminders depend on the time."));
        }
    }

    /// <summary>Creates the mail folder, if mail is delivered to a folder.</summary>
    /// <exception cref="SettingException">It cannot be created.</exception>
    public static void CreateMailFolder(MailSettings mail)
    {
        if (mail.Delivery == MailDeliveryKind.Folder)
        {
            CreateFolder(mail.Folder, "mail", "Mail:Folder");
        }
    }

    /// <exception cref="SettingException">It cannot be created.</exception>
    public static void CreateFolder(string folder, string use, string setting)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            throw new SettingException(
                $"The folder {folder} for the {use} cannot be created ({unwritable.Message.TrimEnd('.')}): check {setting} and the rights of "
                + "the folder above.", unwritable);
        }
    }
}
