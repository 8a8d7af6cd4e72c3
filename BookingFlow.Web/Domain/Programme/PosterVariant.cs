namespace BookingFlow.Web.Domain.Programme;

/// <summary>A further file of a <see cref="Poster"/>: a smaller width, another type, or the picture of the link preview.</summary>
public sealed class PosterVariant
{
    public int Id { get; set; }

    public int PosterId { get; set; }

    /// <summary>The last part of its address (<see cref="PictureFile"/>), unique within the poster.</summary>
    public required string Name { get; set; }

    /// <summary>JPEG or WebP.</summary>
    public PictureType Type { get; set; }

    public required byte[] Picture { get; set; }
}
