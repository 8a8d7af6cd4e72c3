using System.Text.Json;
using BookingFlow.Tests.Infrastructure.Wallets;
using BookingFlow.Web.Staff;
using BookingFlow.Web.Wallets;
using Microsoft.Extensions.Time.Testing;

namespace BookingFlow.Tests.Pages.Tickets;

/// <summary>Tests of the time around the expiry of the certificate for Apple Wallet.</summary>
public sealed class ExpiringCertificateTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(TestTimes.Now));

    [Theory]
    [InlineData(31, true, null, "Healthy")]
    [InlineData(30, true, "The certificate for Apple Wallet expires on Monday 5 October 2026, 12:00", "Degraded")]
    [InlineData(0, false, "The certificate for Apple Wallet expired on Saturday 5 September 2026, 12:00", "Degraded")]
    public async Task Administrators_are_warned_a_month_before_and_an_expired_certificate_signs_nothing(
        int days, bool isOffered, string? warning, string health)
    {
        using var files = new WalletFiles(TestTimes.Now, TimeSpan.FromDays(days));
        await using var app = await BookingFlowApp.StartWithoutJobsAsync(_clock, [.. files.Apple, .. files.Google]);
        var path = await app.AddTicketAsync(
            new AReservation().For(await app.AddAsync(app.APerformanceTonight())).CreatedAt(app.Now).Confirmed(app.Now).Build());
        using var visitor = app.Visitor();
        var ticket = await visitor.OpenAsync(path);
        Assert.Equal(isOffered, ticket.Document.QuerySelector("a[href$='/wallet.pkpass']") is not null);
        Assert.NotNull(ticket.Document.QuerySelector("a[href$='/google-wallet']"));
        Assert.Equal(isOffered ? 200 : 404, (await visitor.OpenAsync(path + "/wallet.pkpass")).Status);

        using var admin = await app.StaffAsync(StaffRoles.Administrator);
        using var boxOffice = await app.StaffAsync(StaffRoles.BoxOffice);
        foreach (var page in new[] { "/staff", "/staff/check-in" })
        {
            Assert.Equal(warning, Banner(await admin.OpenAsync(page))?.Split(". ")[0]);
        }

        Assert.Null(Banner(await boxOffice.OpenAsync("/staff")));
        var ready = JsonDocument.Parse((await visitor.OpenAsync("/health/ready")).Body).RootElement;
        Assert.Equal((health, health), (ready.GetProperty("status").GetString(), ready.GetProperty("checks").GetProperty("wallet").GetString()));
    }

    [Fact]
    public void The_issuer_s_certificate_counts_too()
    {
        using var files = new WalletFiles(TestTimes.Now, TimeSpan.FromDays(10_000));
        var wallets = new OfferedWallets(
            AppleCertificate.Read(new AppleWalletSettings
            {
                CertificateFile = files.Certificate,
                CertificatePassword = WalletFiles.Password,
                IntermediateFile = files.Intermediate,
                PassTypeIdentifier = WalletFiles.PassType,
                TeamIdentifier = WalletFiles.Team,
            }),
            Google: null);
        Assert.Equal(TestTimes.Now.AddYears(2), wallets.Apple!.ExpiresAt);
        Assert.True(wallets.OffersApple(TestTimes.Now.AddYears(2).AddSeconds(-1)));
        Assert.False(wallets.OffersApple(TestTimes.Now.AddYears(2)));
    }

    private static string? Banner(BrowserResponse page) => page.Document.QuerySelector("aside.banner") is { } banner
        ? string.Join(' ', banner.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        : null;
}
