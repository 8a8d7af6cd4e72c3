using System.Net;

namespace BookingFlow.Web.Domain.Administration;

/// <summary>Validated input of a webhook.</summary>
public sealed record ValidWebhook
{
    private ValidWebhook()
    {
    }

    public required string Address { get; init; }

    /// <summary>One or more.</summary>
    public required IReadOnlyList<WebhookEvent> Events { get; init; }

    /// <param name="networks">Which private networks are allowed. A name is resolved, and its addresses checked, when a message is sent.</param>
    /// <returns>The validated input, or: InvalidInput.</returns>
    public static Result<ValidWebhook> Check(WebhookInput typed, WebhookNetworks networks)
    {
        var address = FieldChecks.NormalizeLine(typed.WebhookAddress);
        var events = WebhookEvents.Read(string.Join(',', typed.WebhookEvents ?? []));
        InvalidField?[] found =
        [
            FieldChecks.Required(FormField.WebhookAddress, address)
                ?? FieldChecks.Text(FormField.WebhookAddress, address, Limits.WebAddress) ?? WrongAddress(address!, networks),
            events.Count == 0 ? new(FormField.WebhookEvents, FieldProblem.Missing) : null,
        ];
        InvalidField[] wrong = [.. found.OfType<InvalidField>()];
        return wrong.Length > 0
            ? Failure.InvalidInput(wrong)
            : new ValidWebhook { Address = WebAddress.Read(address)!.AbsoluteUri, Events = events };
    }

    private static InvalidField? WrongAddress(string text, WebhookNetworks networks)
    {
        // A fragment is never sent, and a password in an address ends up in logs.
        if (WebAddress.Read(text) is not { Fragment.Length: 0, UserInfo.Length: 0 } address || address.AbsoluteUri.Length > Limits.WebAddress)
        {
            return new(FormField.WebhookAddress, FieldProblem.NotAWebhookAddress);
        }

        var isSecure = address.Scheme == Uri.UriSchemeHttps;
        if (!isSecure && !networks.HasExceptions)
        {
            return new(FormField.WebhookAddress, FieldProblem.NotAWebhookAddress);
        }

        return IPAddress.TryParse(address.DnsSafeHost, out var literal) && !networks.Allow(literal, isSecure)
            ? new(FormField.WebhookAddress, FieldProblem.PrivateAddress)
            : null;
    }
}
