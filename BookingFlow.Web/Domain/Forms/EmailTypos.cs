namespace BookingFlow.Web.Domain.Forms;

/// <summary>Finds likely typing errors in the addresses of common mail providers, such as <c>gmial.com</c>.</summary>
/// <remarks>
/// A finding is a question to the person, never a reason to refuse: the host may exist. The table has the providers that are common in the five
/// languages of the pages; other addresses are never asked about (docs/decisions/0042).
/// </remarks>
public static class EmailTypos
{
    private static readonly Provider[] Providers =
    [
        new("gmail", "com") { IsDistinctive = true, HasNoOtherEndings = true },
        new("googlemail", "com") { IsDistinctive = true, HasNoOtherEndings = true },
        new("icloud", "com") { IsDistinctive = true, HasNoOtherEndings = true },
        new("hotmail", "com", "it", "fr", "de", "es", "co.uk", "be", "nl") { IsDistinctive = true },
        new("outlook", "com", "it", "fr", "de", "es", "be", "at") { IsDistinctive = true },
        new("yahoo", "com", "it", "fr", "de", "es", "co.uk") { IsDistinctive = true },
        new("protonmail", "com", "ch") { IsDistinctive = true },
        new("t-online", "de") { IsDistinctive = true },
        new("freenet", "de") { IsDistinctive = true },
        new("libero", "it") { IsDistinctive = true },
        new("virgilio", "it") { IsDistinctive = true },
        new("tiscali", "it") { IsDistinctive = true },
        new("orange", "fr") { IsDistinctive = true },
        new("wanadoo", "fr") { IsDistinctive = true },
        new("laposte", "net") { IsDistinctive = true },
        new("telefonica", "net") { IsDistinctive = true },
        new("live", "com", "it", "fr", "de", "co.uk", "be", "nl"),
        new("gmx", "de", "net", "at", "ch", "com"),
        new("mail", "com"),
        new("ymail", "com"),
        new("msn", "com"),
        new("aol", "com"),
        new("me", "com"),
        new("mac", "com"),
        new("btinternet", "com"),
    ];

    /// <summary>Hosts that exist, although they are one slip from a provider.</summary>
    private static readonly string[] OtherHosts = ["email.com", "email.it", "mail.de", "cloud.com", "libro.it", "liber.it"];

    private static readonly HashSet<string> RightHosts =
        [.. OtherHosts, .. Providers.SelectMany(provider => provider.Endings, (provider, ending) => $"{provider.Name}.{ending}")];

    /// <summary>Suggests the address that was probably meant.</summary>
    /// <param name="email">A valid address.</param>
    /// <returns>The address with the provider's host; null if the host is right or not similar to a provider's.</returns>
    public static string? Suggest(string email)
    {
        var hostStart = email.LastIndexOf('@') + 1;
        var host = email[hostStart..].ToLowerInvariant();
        if (RightHosts.Contains(host) || host.Split('.', 2) is not [var name, var ending])
        {
            return null;
        }

        var meant = Providers.Select(provider => provider.FindMeantHost(name, ending)).FirstOrDefault(found => found is not null);
        return meant is null ? null : email[..hostStart] + meant;
    }

    /// <summary>Whether two words differ by one letter that is missing, added or wrong, or by two neighbouring letters that are swapped.</summary>
    private static bool IsOneSlipApart(string typed, string right)
    {
        var start = 0;
        while (start < Math.Min(typed.Length, right.Length) && typed[start] == right[start])
        {
            start++;
        }

        var (typedRest, rightRest) = (typed[start..], right[start..]);
        return (typedRest.Length - rightRest.Length) switch
        {
            1 => typedRest[1..] == rightRest,
            -1 => typedRest == rightRest[1..],
            0 when typedRest.Length == 0 => false,
            0 => typedRest[1..] == rightRest[1..]
                || (typedRest.Length > 1 && typedRest[0] == rightRest[1] && typedRest[1] == rightRest[0] && typedRest[2..] == rightRest[2..]),
            _ => false,
        };
    }

    /// <param name="Name">The first label of its hosts.</param>
    /// <param name="Endings">The rest of its hosts; the most common one first.</param>
    private sealed record Provider(string Name, params string[] Endings)
    {
        /// <summary>The name is long and unusual enough that a similar one is probably a slip.</summary>
        public bool IsDistinctive { get; init; }

        /// <summary>The name with any other ending is a slip: it is the provider's alone, or well known.</summary>
        public bool HasNoOtherEndings { get; init; }

        public string? FindMeantHost(string name, string ending)
        {
            var isNamed = name == Name;
            if (!isNamed && !(IsDistinctive && IsOneSlipApart(name, Name)))
            {
                return null;
            }

            // Two letters are too few to tell a slip from another country.
            var right = Array.Find(Endings, e => e == ending)
                ?? Array.Find(Endings, e => e.Length > 2 && IsOneSlipApart(ending, e))
                ?? (isNamed && HasNoOtherEndings ? Endings[0] : null);
            return right is null ? null : $"{Name}.{right}";
        }
    }
}
