namespace BookingFlow.Web.Domain.Programme;

/// <summary>A show's picture. Each upload is a new row, so that the address of a picture never changes its content.</summary>
public sealed class Poster
{
    public int Id { get; set; }

    /// <summary>Unique: a show has one poster.</summary>
    public int ShowId { get; set; }

    /// <summary>Detected from the content, not taken from the upload's content type.</summary>
    public PictureType Type { get; set; }

    /// <summary>At most <see cref="Limits.PosterBytes"/>.</summary>
    public required byte[] Picture { get; set; }

    /// <summary>Alternative text for people who cannot see the picture.</summary>
    public required string AltText { get; set; }

    public DateTime UploadedAt { get; set; }
}
