using BookingFlow.Web.Components;

namespace BookingFlow.Tests.Infrastructure;

public sealed class QrReaderTests
{
    [Fact]
    public async Task What_our_code_says_is_what_a_scanner_reads() => Assert.Equal(
        ["https://tickets.example/check-in/AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"],
        await QrReader.ReadAsync(QrPng.Of("https://tickets.example/check-in/AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8")));
}
