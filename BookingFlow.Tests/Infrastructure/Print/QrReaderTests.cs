using BookingFlow.Web.Components.Reservations;

namespace BookingFlow.Tests.Infrastructure.Print;

public sealed class QrReaderTests
{
    [Fact]
    public async Task What_our_code_says_is_what_a_scanner_reads() => Assert.Equal(
        ["https://tickets.example/check-in/AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"],
        await QrReader.ReadAsync(QrPng.Of("https://tickets.example/check-in/AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8")));
}
