namespace BookingFlow.Web.Pages.Staff.Shared;

public static class FormFileExtensions
{
    /// <summary>Reads an uploaded file; null if none was chosen. The page's limit of the form's size applies.</summary>
    public static async Task<byte[]?> ReadBytesAsync(this IFormFile? file, CancellationToken cancellationToken)
    {
        if (file is null)
        {
            return null;
        }

        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, cancellationToken);
        return bytes.ToArray();
    }
}
