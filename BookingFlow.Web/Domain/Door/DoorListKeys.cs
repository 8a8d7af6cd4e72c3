using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace BookingFlow.Web.Domain.Door;

/// <summary>
/// Derives what a device stores of a ticket instead of the ticket: an id to find it by, and a key that decrypts the name of its party.
/// </summary>
/// <remarks>
/// Both are derived from the hash of the check-in token, which the server stores, and from a salt for each performance. A device that scans a
/// ticket computes them from the token; without the ticket, its list says neither who comes nor what would open the door (docs/decisions/0058).
/// </remarks>
public sealed class DoorListKeys
{
    private const int IdBytes = 16;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private readonly byte[] _salt;

    /// <param name="performanceId">The performance whose list it is.</param>
    public DoorListKeys(int performanceId)
    {
        byte[] input = [.. "bookingflow door list salt v1"u8, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(input.AsSpan(input.Length - sizeof(int)), performanceId);
        _salt = SHA256.HashData(input)[..IdBytes];
    }

    /// <summary>The salt in base64url.</summary>
    public string Salt => Base64Url.EncodeToString(_salt);

    /// <summary>Returns the id of a ticket in the list.</summary>
    /// <param name="tokenHash">See <see cref="ReservationToken.Hash"/>.</param>
    public string IdOf(byte[] tokenHash) => Base64Url.EncodeToString(Derive(tokenHash, "bookingflow door list id v1"u8).AsSpan(0, IdBytes));

    /// <summary>Returns the id by which a device finds a party in the list when a steward types its reference.</summary>
    /// <remarks>
    /// Only an id, and no key to the party's name as <see cref="ReservationToken.Hash"/> is: all references can be tried in a short time.
    /// </remarks>
    /// <param name="reference">Canonical.</param>
    public string IdOfReference(string reference) => Base64Url.EncodeToString(
        SHA256.HashData([.. _salt, .. Encoding.UTF8.GetBytes(reference.Replace("-", "", StringComparison.Ordinal))]).AsSpan(0, IdBytes));

    /// <summary>Encrypts the text that a device shows when it scans the ticket, with AES-256-GCM and a random nonce.</summary>
    /// <param name="tokenHash">See <see cref="ReservationToken.Hash"/>.</param>
    /// <returns>Nonce, ciphertext and tag, in base64url.</returns>
    public string Seal(byte[] tokenHash, ReadOnlySpan<byte> text)
    {
        var box = new byte[NonceBytes + text.Length + TagBytes];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceBytes));
        using var cipher = new AesGcm(Derive(tokenHash, "bookingflow door list name v1"u8), TagBytes);
        cipher.Encrypt(box.AsSpan(0, NonceBytes), text, box.AsSpan(NonceBytes, text.Length), box.AsSpan(NonceBytes + text.Length));
        return Base64Url.EncodeToString(box);
    }

    private byte[] Derive(byte[] tokenHash, ReadOnlySpan<byte> label) => HMACSHA256.HashData(tokenHash, (byte[])[.. label, .. _salt]);
}
