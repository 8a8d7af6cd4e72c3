namespace BookingFlow.Tests.Builders;

/// <summary>Builds webhooks, whose secret cannot be decrypted unless the test gives one that can.</summary>
public static class AWebhook
{
    /// <summary>Networks in which test receivers listen.</summary>
    public static readonly WebhookNetworks Loopback = new([System.Net.IPNetwork.Parse("127.0.0.0/8"), System.Net.IPNetwork.Parse("::1/128")]);

    public static Webhook At(string address, params WebhookEvent[] events) => At(address, "encrypted", events);

    /// <param name="secret">Encrypted.</param>
    public static Webhook At(string address, string secret, params WebhookEvent[] events)
    {
        var input = new WebhookInput { WebhookAddress = address, WebhookEvents = [.. events.Select(kind => kind.Name())] };
        return Webhook.Of(ValidWebhook.Check(input, Loopback).Value!, secret, TestTimes.Now);
    }
}
