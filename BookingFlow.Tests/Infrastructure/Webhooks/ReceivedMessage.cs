using System.Security.Cryptography;
using System.Text;

namespace BookingFlow.Tests.Infrastructure.Webhooks;

/// <summary>A message as the receiver got it.</summary>
public sealed record ReceivedMessage(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public string Id => Headers["webhook-id"];

    public string Timestamp => Headers["webhook-timestamp"];

    public IReadOnlyList<string> Signatures => Headers["webhook-signature"].Split(' ');

    /// <summary>Computes the signature from the specification, without the library that the program uses.</summary>
    public string SignatureWith(string secret) => "v1," + Convert.ToBase64String(HMACSHA256.HashData(
        Convert.FromBase64String(secret["whsec_".Length..]), Encoding.UTF8.GetBytes($"{Id}.{Timestamp}.{Body}")));
}
