namespace BookingFlow.Tests.Pictures;

public static class ProcessedPictureExtensions
{
    /// <summary>The content of the file of this name.</summary>
    public static byte[] File(this ProcessedPicture picture, string name) => picture.Files.Single(file => file.Name == name).Bytes;
}
