using BookingFlow.Web.Components.Reservations;

namespace BookingFlow.Tests.Infrastructure.Print;

public sealed class QrReaderTests
{
    [Fact]
    public async Task A_QR_code_is_decoded_to_the_encoded_address() => Assert.Equal(
        ["https://tickets.example/check-in/AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"],
        await QrReader.ReadAsync(QrPng.Of("https://tickets.example/check-in/AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8")));
}
