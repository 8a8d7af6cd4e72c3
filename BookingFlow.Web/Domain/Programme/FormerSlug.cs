namespace BookingFlow.Web.Domain.Programme;

/// <summary>An address that a show once had: it leads to the show still, and no other show can take it.</summary>
public sealed class FormerSlug
{
    public int Id { get; set; }

    public int ShowId { get; set; }

    public Show Show { get; set; } = null!;

    public required string Slug { get; set; }
}
