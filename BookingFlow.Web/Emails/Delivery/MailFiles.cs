namespace BookingFlow.Web.Emails.Delivery;

/// <summary>The files of <see cref="FolderDelivery"/> on the disk.</summary>
public sealed class MailFiles : IMailFiles
{
    public void CreateFolder(string folder) => Directory.CreateDirectory(folder);

    public Stream Create(string file) => File.Create(file);

    public void Move(string file, string newFile) => File.Move(file, newFile, overwrite: true);
}
