namespace BookingFlow.Web.Domain.Programme;

/// <summary>Types of stored pictures. Stored in snake case.</summary>
/// <remarks>Pictures are stored as JPEG and WebP; a PNG is one that was uploaded before 0.2 and is not converted yet.</remarks>
public enum PictureType
{
    Png,
    Jpeg,
    Webp,
}
