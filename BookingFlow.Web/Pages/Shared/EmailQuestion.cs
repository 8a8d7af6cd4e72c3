namespace BookingFlow.Web.Pages.Shared;

/// <summary>The question of a form whether an e-mail address has a typing error, such as gmial.com. Each address is asked about once.</summary>
/// <remarks>A question is no refusal: the next submission of the same address is accepted (docs/decisions/0042).</remarks>
/// <param name="Typed">The address as read from the form; null when there is no question.</param>
/// <param name="Suggested">The address that was probably meant; null when there is no question.</param>
/// <param name="Asked">The addresses that the form has asked about, with this one, separated by spaces; null when there are none.</param>
public sealed record EmailQuestion(string? Typed, string? Suggested, string? Asked)
{
    public static EmailQuestion None { get; } = new(Typed: null, Suggested: null, Asked: null);

    public bool IsOpen => Suggested is not null;

    /// <summary>Decides whether to ask.</summary>
    /// <param name="email">As submitted.</param>
    /// <param name="asked">As submitted; see <see cref="Asked"/>.</param>
    public static EmailQuestion About(string? email, string? asked)
    {
        var isAnswered = (asked ?? "").Split(' ').Contains(EmailAddress.Read(email), StringComparer.OrdinalIgnoreCase);
        return EmailAddress.Read(email) is { } address && !isAnswered && EmailAddress.IsValid(address) && EmailTypos.Suggest(address) is { } suggested
            ? new EmailQuestion(address, suggested, $"{asked} {address}".TrimStart())
            : None with { Asked = asked };
    }
}
