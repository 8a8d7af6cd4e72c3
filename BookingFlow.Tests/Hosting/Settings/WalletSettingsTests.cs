using BookingFlow.Tests.Infrastructure.Wallets;
using BookingFlow.Web.Hosting.Commands;
using BookingFlow.Web.Hosting.Settings;
using BookingFlow.Web.Wallets;

namespace BookingFlow.Tests.Hosting.Settings;

/// <summary>Tests of the settings of the wallets: each invalid one stops the start with a sentence that names it.</summary>
public sealed class WalletSettingsTests : IDisposable
{
    private readonly WalletFiles _files = new();
    private readonly WalletSettings _settings = new();

    public WalletSettingsTests()
    {
        var (apple, google) = (_settings.Apple, _settings.Google);
        (apple.CertificateFile, apple.CertificatePassword, apple.IntermediateFile) = (_files.Certificate, WalletFiles.Password, _files.Intermediate);
        (apple.PassTypeIdentifier, apple.TeamIdentifier) = (WalletFiles.PassType, WalletFiles.Team);
        (google.ServiceAccountFile, google.IssuerId, google.ClassSuffix) = (_files.ServiceAccount, WalletFiles.Issuer, "bookingflow");
    }

    public void Dispose() => _files.Dispose();

    [Fact]
    public void Complete_settings_and_empty_ones_are_valid()
    {
        Assert.Empty(Failures());
        var empty = new WalletSettings();
        empty.Google.ClassSuffix = "bookingflow";
        Assert.True(new WalletSettingsValidator().Validate(null, empty).Succeeded);
        Assert.False(OfferedWallets.Read(empty).IsConfigured);
    }

    public static TheoryData<string, Action<WalletSettings, WalletFiles>, string> Invalid => new()
    {
        { "CertificateFile", (s, _) => s.Apple.CertificateFile = "", "is missing, but others" },
        { "CertificateFile", (s, files) => s.Apple.CertificateFile = files.In("none.p12"), "none.p12, which cannot be read" },
        { "CertificateFile", (s, files) => s.Apple.CertificateFile = files.Intermediate, "which cannot be read" },
        { "CertificatePassword", (s, _) => s.Apple.CertificatePassword = "wrong", "cannot be read as a certificate with the password" },
        { "IntermediateFile", (s, _) => s.Apple.IntermediateFile = "", "is missing" },
        { "IntermediateFile", (s, files) => s.Apple.IntermediateFile = files.ServiceAccount, "which cannot be read" },
        { "IntermediateFile", (s, files) => s.Apple.IntermediateFile = files.Root, "must be the certificate of the issuer, which is CN=Intermediate" },
        { "PassTypeIdentifier", (s, _) => s.Apple.PassTypeIdentifier = "", "is missing" },
        { "PassTypeIdentifier", (s, _) => s.Apple.PassTypeIdentifier = "pass.other", $"must be that of the certificate, which is {WalletFiles.PassType}" },
        { "TeamIdentifier", (s, _) => s.Apple.TeamIdentifier = "", "is missing" },
        { "TeamIdentifier", (s, _) => s.Apple.TeamIdentifier = "ZZZZZ99999", $"must be that of the certificate, which is {WalletFiles.Team}" },
        { "ServiceAccountFile", (s, _) => s.Google.ServiceAccountFile = "", "is missing" },
        { "ServiceAccountFile", (s, files) => s.Google.ServiceAccountFile = files.In("none.json"), "none.json, which cannot be read" },
        { "ServiceAccountFile", (s, files) => s.Google.ServiceAccountFile = files.Root, "a JSON file with client_email and private_key" },
        { "IssuerId", (s, _) => s.Google.IssuerId = "", "must be the number" },
        { "IssuerId", (s, _) => s.Google.IssuerId = "lantern", "must be the number" },
        { "ClassSuffix", (s, _) => s.Google.ClassSuffix = "", "letters" },
        { "ClassSuffix", (s, _) => s.Google.ClassSuffix = "a b", "letters" },
    };

    [Theory]
    [MemberData(nameof(Invalid))]
    public void Invalid_setting_is_named_with_what_is_wrong(string key, Action<WalletSettings, WalletFiles> change, string problem)
    {
        change(_settings, _files);
        var failure = Assert.Single(Failures());
        Assert.StartsWith("The setting Wallet:", failure, StringComparison.Ordinal);
        Assert.Contains($":{key}", failure, StringComparison.Ordinal);
        Assert.Contains(problem, failure, StringComparison.Ordinal);
        Assert.EndsWith(".", failure, StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE KEY", failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invalid_setting_stops_the_start()
    {
        var result = await ProgramProcess.RunAsync(
            ["database", "check"], ("Wallet:Apple:CertificateFile", _files.In("none.p12")), ("Wallet:Google:IssuerId", "lantern"));
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("The setting Wallet:Apple:IntermediateFile is missing", result.Output, StringComparison.Ordinal);
        Assert.Contains("The setting Wallet:Google:ServiceAccountFile is missing", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(31, FindingOutcome.Held)]
    [InlineData(30, FindingOutcome.Failed)]
    [InlineData(-1, FindingOutcome.Failed)]
    public void The_doctor_says_until_when_the_certificate_is_valid(int days, FindingOutcome outcome)
    {
        var wallets = OfferedWallets.Read(_settings);
        var expiresAt = wallets.Apple!.ExpiresAt;
        var finding = DoctorCommand.CheckWallet(wallets, expiresAt.AddDays(-days));
        Assert.Equal(outcome, finding.Outcome);
        Assert.Contains($"until {expiresAt:yyyy-MM-dd}", finding.Detail, StringComparison.Ordinal);
        Assert.Equal(FindingOutcome.Skipped, DoctorCommand.CheckWallet(new OfferedWallets(null, null), expiresAt).Outcome);
    }

    private IEnumerable<string> Failures() => new WalletSettingsValidator().Validate(null, _settings).Failures ?? [];
}
