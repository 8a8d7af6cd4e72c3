using QRCoder;

namespace BookingFlow.Web.Components;

/// <summary>A QR code as the bytes of a black-and-white PNG, quiet zone included.</summary>
public static class QrPng
{
    /// <summary>
    /// Pixels a module. A check-in link makes about 45 modules: the picture is then some 450 px wide and is still
    /// sharp when it is printed 5 cm wide.
    /// </summary>
    private const int PixelsPerModule = 10;

    /// <summary>Error correction M: a fold or a thumb may cover 15 % of it.</summary>
    public static byte[] Of(string text)
    {
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        return new PngByteQRCode(data).GetGraphic(PixelsPerModule);
    }
}
