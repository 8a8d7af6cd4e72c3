namespace BookingFlow.Web.Domain.Administration;

/// <summary>A web address of another program that is told of events (docs/decisions/0065).</summary>
/// <remarks>
/// Never deleted, because another node may add a delivery for it at the same time. A removed one keeps neither address nor secrets.
/// </remarks>
public sealed class Webhook
{
    /// <summary>How long a renewed secret's predecessor still signs.</summary>
    public static readonly TimeSpan FormerSecretLifetime = TimeSpan.FromDays(1);

    public int Id { get; set; }

    /// <summary>Empty once removed.</summary>
    public string Address { get; private set; } = "";

    /// <summary>The chosen events, as <see cref="WebhookEvents.Write"/> writes them.</summary>
    public string Events { get; private set; } = "";

    /// <summary>The signing secret, encrypted with the keys of data protection. Empty once removed.</summary>
    public string Secret { get; private set; } = "";

    /// <summary>The secret before the last renewal, encrypted; null if there is none.</summary>
    public string? FormerSecret { get; private set; }

    /// <summary>Until when <see cref="FormerSecret"/> signs too; UTC.</summary>
    public DateTime? FormerSecretUntil { get; private set; }

    public DateTime CreatedAt { get; private set; }

    /// <summary>When it was switched off; UTC; null while it is on.</summary>
    public DateTime? SwitchedOffAt { get; private set; }

    /// <summary>Whether the receiver has switched it off, by answering 410 (gone).</summary>
    public bool IsGone { get; private set; }

    public DateTime? RemovedAt { get; private set; }

    /// <summary>Concurrency token, incremented by each change. Nodes compare the sum of all (<c>Data/CurrentWebhooks</c>).</summary>
    public int Version { get; private set; }

    public bool IsOn => SwitchedOffAt is null && RemovedAt is null;

    /// <param name="secret">Encrypted.</param>
    public static Webhook Of(ValidWebhook details, string secret, DateTime now)
    {
        var webhook = new Webhook { Secret = secret, CreatedAt = now };
        webhook.Edit(details);
        return webhook;
    }

    public void Edit(ValidWebhook details)
    {
        (Address, Events) = (details.Address, WebhookEvents.Write(details.Events));
        Version++;
    }

    /// <summary>Changes the secret. The former one signs too for a day, so that the receiver can change it in the meantime.</summary>
    /// <param name="secret">Encrypted.</param>
    public void RenewSecret(string secret, DateTime now)
    {
        (FormerSecret, FormerSecretUntil, Secret) = (Secret, now + FormerSecretLifetime, secret);
        Version++;
    }

    /// <param name="isGone">See <see cref="IsGone"/>.</param>
    public void SwitchOff(DateTime now, bool isGone = false)
    {
        (SwitchedOffAt, IsGone) = (now, isGone);
        Version++;
    }

    public void SwitchOn()
    {
        (SwitchedOffAt, IsGone) = (null, false);
        Version++;
    }

    public void Remove(DateTime now)
    {
        (RemovedAt, Address, Secret, FormerSecret, FormerSecretUntil) = (now, "", "", null, null);
        Version++;
    }

    /// <summary>The encrypted secrets that sign now, the newest first.</summary>
    public IReadOnlyList<string> SecretsAt(DateTime now) =>
        FormerSecret is { } former && now < FormerSecretUntil ? [Secret, former] : [Secret];
}
