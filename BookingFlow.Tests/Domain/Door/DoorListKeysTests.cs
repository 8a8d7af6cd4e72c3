using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace BookingFlow.Tests.Domain.Door;

public sealed class DoorListKeysTests
{
    private static readonly byte[] Hash = SHA256.HashData("a ticket"u8);

    [Fact]
    public void The_holder_of_the_ticket_computes_the_id_and_reads_the_name()
    {
        var keys = new DoorListKeys(7);
        var sealedName = Base64Url.DecodeFromChars(keys.Seal(Hash, "Ada Lovelace"u8));

        // As the script does.
        var salt = Base64Url.DecodeFromChars(keys.Salt);
        var name = new byte[sealedName.Length - 28];
        using var cipher = new AesGcm(HMACSHA256.HashData(Hash, (byte[])[.. "bookingflow door list name v1"u8, .. salt]), 16);
        cipher.Decrypt(sealedName.AsSpan(0, 12), sealedName.AsSpan(12, name.Length), sealedName.AsSpan(sealedName.Length - 16), name);

        Assert.Equal("Ada Lovelace", Encoding.UTF8.GetString(name));
        Assert.Equal(
            Base64Url.EncodeToString(HMACSHA256.HashData(Hash, (byte[])[.. "bookingflow door list id v1"u8, .. salt]).AsSpan(0, 16)), keys.IdOf(Hash));
        Assert.Equal(16, salt.Length);
    }

    [Fact]
    public void Another_ticket_does_not_open_a_name()
    {
        var keys = new DoorListKeys(7);
        var sealedName = Base64Url.DecodeFromChars(keys.Seal(Hash, "Ada Lovelace"u8));
        var (salt, name) = (Base64Url.DecodeFromChars(keys.Salt), new byte[sealedName.Length - 28]);
        using var cipher = new AesGcm(
            HMACSHA256.HashData(SHA256.HashData("another"u8), (byte[])[.. "bookingflow door list name v1"u8, .. salt]), 16);

        Assert.Throws<AuthenticationTagMismatchException>(() => cipher.Decrypt(
            sealedName.AsSpan(0, 12), sealedName.AsSpan(12, name.Length), sealedName.AsSpan(sealedName.Length - 16), name));
    }

    [Fact]
    public void The_same_ticket_is_sealed_differently_each_time_and_has_another_id_in_another_list()
    {
        var keys = new DoorListKeys(7);

        Assert.NotEqual(keys.Seal(Hash, "Ada"u8), keys.Seal(Hash, "Ada"u8));
        Assert.NotEqual(keys.IdOf(Hash), new DoorListKeys(8).IdOf(Hash));
        Assert.Equal(keys.IdOf(Hash), new DoorListKeys(7).IdOf(Hash));
        Assert.NotEqual(Base64Url.EncodeToString(Hash.AsSpan(0, 16)), keys.IdOf(Hash));
    }

    [Fact]
    public void A_reference_has_the_same_id_with_and_without_its_hyphen()
    {
        var keys = new DoorListKeys(7);
        var salt = Base64Url.DecodeFromChars(keys.Salt);

        Assert.Equal(
            Base64Url.EncodeToString(SHA256.HashData([.. salt, .. "K7QF2M"u8]).AsSpan(0, 16)), keys.IdOfReference("K7QF-2M"));
    }
}
