namespace BookingFlow.Web.Domain.Programme;

/// <summary>A show's picture. A new upload is a new row, so that its address never shows another picture.</summary>
public sealed class Poster
{
    public int Id { get; set; }

    /// <summary>Unique: a show has one poster.</summary>
    public int ShowId { get; set; }

    /// <summary>As sniffed from the bytes, whatever the browser that sent them called it.</summary>
    public PictureType Type { get; set; }

    /// <summary>At most <see cref="Limits.PosterBytes"/>.</summary>
    public required byte[] Picture { get; set; }

    /// <summary>What the picture shows, for whoever does not see it.</summary>
    public required string AltText { get; set; }

    public DateTime UploadedAt { get; set; }
}
