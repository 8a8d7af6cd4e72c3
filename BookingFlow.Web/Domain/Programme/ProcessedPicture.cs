namespace BookingFlow.Web.Domain.Programme;

/// <summary>An uploaded picture, ready to be stored: upright, in sRGB and without metadata.</summary>
/// <param name="Width">Width of <paramref name="Jpeg"/> in pixels.</param>
/// <param name="Height">Height of <paramref name="Jpeg"/> in pixels.</param>
/// <param name="Jpeg">The largest size as JPEG.</param>
/// <param name="Files">The other sizes as JPEG, all sizes as WebP, and the picture of the link preview.</param>
public sealed record ProcessedPicture(int Width, int Height, byte[] Jpeg, IReadOnlyList<PictureFile> Files);
