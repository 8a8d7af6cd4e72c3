using System.Buffers.Binary;
using System.Globalization;
using BookingFlow.Web.Components.Reservations;
using Bunit;

namespace BookingFlow.Tests.Components.Reservations;

public sealed class QrCodeTests : ComponentTest
{
    [Fact]
    public void QR_code_is_an_inline_image_with_its_size_and_alternative_text()
    {
        var image = Render<QrCode>(p => p.Add(c => c.Text, "https://example.org/check-in/x").Add(c => c.Alt, "The code")).Find("img.qr");
        var source = image.GetAttribute("src")!;
        const string Inline = "data:image/png;base64,";
        Assert.StartsWith(Inline, source, StringComparison.Ordinal);
        var png = Convert.FromBase64String(source[Inline.Length..]);

        Assert.Equal(QrPng.Of("https://example.org/check-in/x"), png);
        var side = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16, 4)).ToString(CultureInfo.InvariantCulture);
        Assert.Equal(side, image.GetAttribute("width"));
        Assert.Equal(side, image.GetAttribute("height"));
        Assert.Equal("The code", image.GetAttribute("alt"));
    }

    [Fact]
    public void Images_are_cached_by_their_text()
    {
        var code = QrPng.Of("https://example.org/check-in/once");

        Assert.Same(code, QrPng.Of("https://example.org/check-in/once"));
        Assert.NotEqual(code, QrPng.Of("https://example.org/check-in/twice"));
    }
}
