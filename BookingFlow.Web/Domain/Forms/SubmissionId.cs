using System.Security.Cryptography;
using System.Text;

namespace BookingFlow.Web.Domain.Forms;

/// <summary>Derives a deterministic id from the parts of a form submission, for idempotency.</summary>
/// <remarks>A hash, so that a client cannot construct a form that gets the id of another submission.</remarks>
public static class SubmissionId
{
    /// <returns>The first 16 bytes of the parts' SHA-256.</returns>
    public static Guid Of(params IEnumerable<string?> parts) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001F', parts))).AsSpan(0, 16));
}
