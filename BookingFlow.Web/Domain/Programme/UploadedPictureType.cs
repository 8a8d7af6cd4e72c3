namespace BookingFlow.Web.Domain.Programme;

/// <summary>Types of picture files that an upload can have (<see cref="PictureSignature"/>).</summary>
public enum UploadedPictureType
{
    Jpeg,
    Png,
    Webp,

    /// <summary>Only the first frame of an animation is used.</summary>
    Gif,

    /// <summary>HEIC or AVIF. Recognised to tell what to do instead, but not decoded (docs/decisions/0043).</summary>
    Heif,
}
