using System.Security.Cryptography;
using System.Text;

namespace BookingFlow.Web.Domain.Forms;

/// <summary>Makes an id from several parts: the same parts give the same id, and no one can make a form whose id is that of another's.</summary>
public static class SubmissionId
{
    /// <returns>The first 16 bytes of the parts' SHA-256.</returns>
    public static Guid Of(params IEnumerable<string?> parts) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001F', parts))).AsSpan(0, 16));
}
