namespace BookingFlow.Web.UseCases.Administration;

/// <summary>An access token with the secret that only this answer has.</summary>
/// <param name="Secret">Starts with <c>bft_</c>.</param>
public sealed record AddedAccessToken(int Id, string Name, string Secret)
{
    /// <summary>Returns the id only, so that a secret formatted by mistake does not reach a log.</summary>
    public override string ToString() => $"access token {Id}";
}
