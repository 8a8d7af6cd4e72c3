namespace BookingFlow.Web.Domain.Programme;

/// <summary>A show's picture. Each upload is a new row, so that the address of a picture never changes its content.</summary>
public sealed class Poster
{
    public int Id { get; set; }

    /// <summary>Unique: a show has one poster.</summary>
    public int ShowId { get; set; }

    /// <summary>JPEG; another type only until it is converted (<see cref="IsConverted"/>).</summary>
    public PictureType Type { get; set; }

    /// <summary>The largest file of the picture; the file as it was uploaded until it is converted.</summary>
    public required byte[] Picture { get; set; }

    /// <summary>Width of <see cref="Picture"/> in pixels; null until it is converted.</summary>
    public int? Width { get; set; }

    /// <summary>Height of <see cref="Picture"/> in pixels; null until it is converted.</summary>
    public int? Height { get; set; }

    /// <summary>Alternative text for people who cannot see the picture.</summary>
    public required string AltText { get; set; }

    public DateTime UploadedAt { get; set; }

    /// <summary>The other files of the picture; none until it is converted.</summary>
    public List<PosterVariant> Variants { get; } = [];

    /// <summary>
    /// Whether the picture has its sizes and no metadata. Pictures uploaded before 0.2 are stored as they came, until a job converts them.
    /// </summary>
    public bool IsConverted => Width is not null;

    /// <summary>Sets the files of the picture.</summary>
    public void SetPicture(ProcessedPicture processed)
    {
        (Type, Picture, Width, Height) = (PictureType.Jpeg, processed.Jpeg, processed.Width, processed.Height);
        Variants.AddRange(processed.Files.Select(file => new PosterVariant { Name = file.Name, Type = file.Type, Picture = file.Bytes }));
    }
}
