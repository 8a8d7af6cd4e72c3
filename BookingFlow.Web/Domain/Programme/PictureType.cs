namespace BookingFlow.Web.Domain.Programme;

/// <summary>Supported picture types: shown by all browsers and recognizable by their first bytes. Stored in snake case.</summary>
public enum PictureType
{
    Png,
    Jpeg,
    Webp,
}
