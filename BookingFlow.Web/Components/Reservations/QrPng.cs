using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Memory;
using QRCoder;

namespace BookingFlow.Web.Components.Reservations;

/// <summary>Draws QR codes as black-and-white PNG images, quiet zone included.</summary>
public static class QrPng
{
    /// <summary>
    /// Pixels per module. A check-in link needs about 45 modules, so the image is about 450 px wide and sharp when printed 5 cm wide.
    /// </summary>
    private const int PixelsPerModule = 10;

    /// <summary>
    /// Cache of the last 2,000 images, about a kilobyte each. A ticket mail and the page that its link opens show the same code,
    /// often within the same minute.
    /// </summary>
    private static readonly MemoryCache Cache = new(new MemoryCacheOptions { SizeLimit = 2_000 });

    private static readonly TimeSpan SlidingExpiration = TimeSpan.FromMinutes(10);

    /// <summary>Returns the QR code of a text, with error correction level M (readable with 15 % covered), from a cache.</summary>
    /// <returns>The PNG. The array is shared; do not change it.</returns>
    public static byte[] Of(string text)
    {
        // Keyed by hash, so that the cache holds no check-in link in clear text.
        var key = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        return Cache.TryGetValue(key, out byte[]? png)
            ? png!
            : Cache.Set(key, Draw(text), new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = SlidingExpiration });
    }

    private static byte[] Draw(string text)
    {
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        return new PngByteQRCode(data).GetGraphic(PixelsPerModule);
    }
}
