using System.Runtime.Versioning;
using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using BookingFlow.Web.Staff;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Hosting.Commands;

/// <summary>Tests of the command <c>setup</c>, with the program run as a process and answers on standard input.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class SetupCommandTests : IAsyncLifetime
{
    private const string Password = "lantern-and-curtain", MailPassword = "mail-secret";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bookingflow-setup-");
    private TemporaryDatabase _database = null!;

    private string SettingsFile => Path.Combine(_folder.FullName, "settings.json");

    public async ValueTask InitializeAsync() => _database = await TemporaryDatabase.CreateAsync();

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Answers_are_checked_tried_and_stored_and_a_second_setup_changes_nothing()
    {
        await using var mail = await SmtpSink.StartAsync(new SmtpSinkOptions(User: "tickets", Password: MailPassword));
        await File.WriteAllTextAsync(SettingsFile, "// Ours\n{ \"rateLimits\": { \"PerClient\": 7 }, \"mail\": { \"ReplyTo\": \"office@theatre.example\" } }");
        File.SetUnixFileMode(SettingsFile, (UnixFileMode)Convert.ToInt32("644", 8));

        var first = await SetUpAsync(
            "tickets.theatre.example", "http://localhost:5000", "https://tickets.theatre.example", "Kammerspiele", "Mars/Olympus", "Europe/Berlin", "tlh", "de",
            "Kammerspiele", "Kammerspiele <tickets@theatre.example>", "127.0.0.1", "None", $"{mail.Port}", "tickets", "wrong-secret",
            "not an address", "ada@theatre.example", "no", "", "", "", "", "", MailPassword, "ada@theatre.example",
            "Ada Martin", "ada@theatre.example", "short", "Ada Martin", "ada@theatre.example", Password);

        Assert.True(first.ExitCode == 0, first.Output);
        Assert.Contains("127.0.0.1 refuses the user or the password", first.Output, StringComparison.Ordinal);
        Assert.Contains("The program does not speak it.", first.Output, StringComparison.Ordinal);
        Assert.Contains("visitors cannot reach it", first.Output, StringComparison.Ordinal);
        Assert.Equal(["ada@theatre.example"], Assert.Single(mail.Mails).Envelope.To);
        Assert.All([MailPassword, "wrong-secret", Password], secret => Assert.DoesNotContain(secret, first.Output, StringComparison.Ordinal));
        Assert.Equal(
            """
            {"rateLimits":{"PerClient":7},"mail":{"ReplyTo":"office@theatre.example","Delivery":"Smtp","From":"Kammerspiele <tickets@theatre.example>",
            "Smtp":{"Host":"127.0.0.1","Port":PORT,"Security":"None","User":"tickets","Password":"mail-secret"}},
            "Booking":{"PublicBaseUrl":"https://tickets.theatre.example"},
            "Venue":{"Name":"Kammerspiele","TimeZone":"Europe/Berlin","Language":"de"},"Demo":{"Season":false}}
            """.ReplaceLineEndings("").Replace("PORT", $"{mail.Port}", StringComparison.Ordinal),
            Compact(await File.ReadAllTextAsync(SettingsFile)));
        Assert.Equal(Convert.ToInt32("640", 8), (int)File.GetUnixFileMode(SettingsFile));
        Assert.Equal([SettingsFile], _folder.GetFiles().Select(file => file.FullName));
        var ada = await _database.ReadAsync(db => db.Users.SingleAsync());
        Assert.Equal(
            PasswordVerificationResult.Success, new PasswordHasher<StaffUser>().VerifyHashedPassword(ada, ada.PasswordHash!, Password));
        Assert.Equal(StaffRoles.Administrator, await _database.ReadAsync(db => db.Roles.Select(role => role.Name).SingleAsync(
            name => db.UserRoles.Any(of => of.UserId == ada.Id && db.Roles.Any(role => role.Id == of.RoleId && role.Name == name)))));

        var stored = await File.ReadAllTextAsync(SettingsFile);
        var again = await SetUpAsync("", "", "", "", "", "", "", "", "", "", "-");
        Assert.True(again.ExitCode == 0, again.Output);
        Assert.Contains("There is an Administrator already.", again.Output, StringComparison.Ordinal);
        Assert.Equal(stored, await File.ReadAllTextAsync(SettingsFile));
        Assert.Single(mail.Mails);
    }

    [Fact]
    public async Task Input_that_ends_before_the_last_question_stores_nothing()
    {
        var result = await SetUpAsync("https://tickets.theatre.example", "Kammerspiele");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("The input ended before the last question.", result.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(SettingsFile));
    }

    [Fact]
    public async Task A_new_settings_file_can_be_read_by_its_owner_only_and_a_mail_server_that_fails_can_be_kept()
    {
        var result = await ProgramProcess.RunAsync(
            ["setup", "settings"],
            Lines(
                "https://tickets.theatre.example", "Lantern", "Europe/Rome", "it", "tickets@theatre.example", "mail.invalid", "StartTls", "", "-",
                "ada@theatre.example", "yes"),
            Settings());

        Assert.True(result.ExitCode == 0, result.Output);
        Assert.Contains("the name mail.invalid is not known", result.Output, StringComparison.Ordinal);
        Assert.Equal(Convert.ToInt32("600", 8), (int)File.GetUnixFileMode(SettingsFile));
        Assert.Contains("\"Port\": 587", await File.ReadAllTextAsync(SettingsFile), StringComparison.Ordinal);
        Assert.Equal(0, await _database.ReadAsync(db => db.Users.CountAsync()));
    }

    [Fact]
    public async Task Setup_without_a_file_to_write_and_with_a_damaged_one_says_what_to_do()
    {
        var without = await ProgramProcess.RunAsync(["setup"]);
        Assert.Equal(1, without.ExitCode);
        Assert.Contains("Set BOOKINGFLOW_SETTINGS to the file", without.Output, StringComparison.Ordinal);

        await File.WriteAllTextAsync(SettingsFile, "{ \"Mail\": ");
        var damaged = await SetUpAsync("https://tickets.theatre.example");
        Assert.Equal(1, damaged.ExitCode);
        Assert.Contains("is not valid JSON", damaged.Output, StringComparison.Ordinal);
        Assert.Equal("{ \"Mail\": ", await File.ReadAllTextAsync(SettingsFile));
    }

    private Task<(int ExitCode, string Output)> SetUpAsync(params string[] answers) => ProgramProcess.RunAsync(["setup"], Lines(answers), Settings());

    private (string Key, string Value)[] Settings() =>
        [("BOOKINGFLOW_SETTINGS", SettingsFile), ("ConnectionStrings:BookingFlow", _database.ConnectionString)];

    private static string Lines(params string[] answers) => string.Concat(answers.Select(answer => answer + "\n"));

    private static string Compact(string json) => JsonNode.Parse(json)!.ToJsonString(new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
