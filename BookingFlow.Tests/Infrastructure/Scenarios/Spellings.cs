namespace BookingFlow.Tests.Infrastructure.Scenarios;

/// <summary>Spellings of one address that a mail server delivers to one mailbox.</summary>
public static class Spellings
{
    /// <summary>Spellings of <c>victim@example.com</c>.</summary>
    public static TheoryData<string> OfVictim { get; } =
    [
        "victim@example.com",
        "VICTIM@EXAMPLE.COM",
        "Victim@Example.Com",
        "victim@example.com.",
        "victim@example.com\u3002",
        // Full-width letters and dots.
        "victim@\uFF45xample.com",
        "\uFF56ictim@example.com",
        "victim\uFF20example.com",
        "victim@example\uFF0Ecom",
        "victim@example\u3002com",
        "victim@example\uFF61com",
        // Soft hyphens, joiners and other invisible code points.
        "victim@exam\u00ADple.com",
        "vic\u00ADtim@example.com",
        "victim@exam\u200Dple.com",
        "victim@exam\u200Cple.com",
        "vic\u200Dtim@example.com",
        "victim@exam\u200Bple.com",
        "victim@exam\u2060ple.com",
        "victim@exam\uFEFFple.com",
        "victim@exam\u034Fple.com",
        "victim@exam\u180Bple.com",
        "victim@e\uFE0Fxample.com",
        "victim\uFE0F@example.com",
        "victim@example\U000E0061.com",
        // Circled and mathematical letters, alone and with a joiner, which may stand after a symbol.
        "victim@\u24D4xample.com",
        "victim@\u24D4\u24E7\u24D0\u24DC\u24DF\u24DB\u24D4.\u24D2\u24DE\u24DC",
        "\u24E5\u24D8\u24D2\u24E3\u24D8\u24DC@example.com",
        "victim@\u24D4\u200Dxample.com",
        "victim@\u24D4\uFE0F\u200Dxample.com",
        "\U0001D4CBictim@example.com",
        "Victim <victim@example.com>",
    ];
}
