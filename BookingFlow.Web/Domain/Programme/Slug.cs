namespace BookingFlow.Web.Domain.Programme;

/// <summary>A show's part of its address: lower-case letters from a to z, digits and single hyphens, such as <c>the-tempest</c>.</summary>
public static class Slug
{
    public static bool IsGood(string slug) =>
        slug.Length > 0 && slug.Split('-').All(word => word.Length > 0 && word.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c)));

    /// <summary>
    /// The address that a title makes: without accents, cut between two words. Empty where no letter of it can stand in an
    /// address.
    /// </summary>
    public static string From(string? title)
    {
        // "Night's" is one word.
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
