namespace BookingFlow.Web.Domain.Programme;

/// <summary>The picture types that browsers show and that are told by their first bytes. Stored as a word.</summary>
public enum PictureType
{
    Png,
    Jpeg,
    Webp,
}
