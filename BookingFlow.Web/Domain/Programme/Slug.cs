namespace BookingFlow.Web.Domain.Programme;

/// <summary>Validates and generates the URL segment of a show: letters a to z, digits and single hyphens, such as <c>the-tempest</c>.</summary>
public static class Slug
{
    public static bool IsValid(string slug) =>
        slug.Length > 0 && slug.Split('-').All(word => word.Length > 0 && word.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c)));

    /// <summary>Generates a slug from a title: without accents, and truncated between two words.</summary>
    /// <returns>The slug; empty if the title has no usable characters.</returns>
    public static string From(string? title)
    {
        // Remove apostrophes rather than split at them: "Night's" is one word.
        var bare = (title ?? "").Replace("'", "", StringComparison.Ordinal).Replace("’", "", StringComparison.Ordinal);
        var slug = "";
        foreach (var word in SearchText.Words(bare))
        {
            var letters = new string([.. word.Where(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c))]);
            if (letters.Length == 0)
            {
                continue;
            }

            var longer = slug.Length == 0 ? letters : $"{slug}-{letters}";
            if (longer.Length > Limits.Slug)
            {
                return slug.Length == 0 ? letters[..Limits.Slug] : slug;
            }

            slug = longer;
        }

        return slug;
    }
}
