using System.Buffers.Binary;
using System.Globalization;
using BookingFlow.Web.Components.Reservations;
using Bunit;

namespace BookingFlow.Tests.Components.Reservations;

public sealed class QrCodeTests : ComponentTest
{
    [Fact]
    public void The_picture_is_inside_the_page_and_says_its_size()
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
    public void The_same_code_is_drawn_once_and_another_one_is_another()
    {
        var code = QrPng.Of("https://example.org/check-in/once");

        Assert.Same(code, QrPng.Of("https://example.org/check-in/once"));
        Assert.NotEqual(code, QrPng.Of("https://example.org/check-in/twice"));
    }
}
