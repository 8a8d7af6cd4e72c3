using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Memory;
using QRCoder;

namespace BookingFlow.Web.Components.Reservations;

/// <summary>A QR code as the bytes of a black-and-white PNG, quiet zone included.</summary>
public static class QrPng
{
    /// <summary>
    /// Pixels a module. A check-in link makes about 45 modules: the picture is then some 450 px wide and is still
    /// sharp when it is printed 5 cm wide.
    /// </summary>
    private const int PixelsPerModule = 10;

    /// <summary>
    /// Drawn last, about a kilobyte each: a ticket's mail and the page that its link opens show the same, often in the same minute.
    /// </summary>
    private static readonly MemoryCache Drawn = new(new MemoryCacheOptions { SizeLimit = 2_000 });

    private static readonly TimeSpan Unused = TimeSpan.FromMinutes(10);

    /// <summary>Error correction M: a fold or a thumb may cover 15 % of it. Drawn once for as long as it is asked for.</summary>
    /// <returns>Not to be changed: others are shown the same bytes.</returns>
    public static byte[] Of(string text)
    {
        // Kept under its hash, so that what is kept says no more than a code does.
        var key = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        return Drawn.TryGetValue(key, out byte[]? drawn)
            ? drawn!
            : Drawn.Set(key, Draw(text), new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = Unused });
    }

    private static byte[] Draw(string text)
    {
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        return new PngByteQRCode(data).GetGraphic(PixelsPerModule);
    }
}
