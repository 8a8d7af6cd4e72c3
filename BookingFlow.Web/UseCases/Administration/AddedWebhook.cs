namespace BookingFlow.Web.UseCases.Administration;

/// <summary>A webhook with the secret that only this answer has in plain text.</summary>
/// <param name="Secret">Starts with <c>whsec_</c>.</param>
public sealed record AddedWebhook(int Id, string Secret)
{
    /// <summary>Returns the id only, so that a secret formatted by mistake does not reach a log.</summary>
    public override string ToString() => $"webhook {Id}";
}
