namespace BookingFlow.Web.Domain.Programme;

/// <summary>A previous slug of a show: it redirects to the show, and no other show can use it.</summary>
public sealed class FormerSlug
{
    public int Id { get; set; }

    public int ShowId { get; set; }

    public Show Show { get; set; } = null!;

    public required string Slug { get; set; }
}
