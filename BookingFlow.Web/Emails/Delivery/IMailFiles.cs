namespace BookingFlow.Web.Emails.Delivery;

/// <summary>The file operations of <see cref="FolderDelivery"/>. Tests interrupt each of them.</summary>
public interface IMailFiles
{
    /// <summary>Creates a folder and its parents if they do not exist.</summary>
    void CreateFolder(string folder);

    /// <summary>Opens a new file for writing, instead of one that exists.</summary>
    Stream Create(string file);

    /// <summary>Renames a file, and replaces one that has the new name.</summary>
    void Move(string file, string newFile);
}
