using System.Diagnostics;
using BookingFlow.Web.Staff;

namespace BookingFlow.Tests.Journeys;

/// <summary>The printed door list, which replaces the program at the door when the network fails.</summary>
public sealed class PrintedDoorListTests(ChromiumBrowser chromium)
{
    [Theory]
    [InlineData("A4")]
    [InlineData("Letter")]
    public async Task Door_list_prints_every_party_once_and_repeats_the_heading_on_every_sheet(string paper)
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = app.APerformanceTonight().WithCapacity(200).Build();
        var parties = Enumerable.Range(0, 60).Select(i => new AReservation().For(performance).Named($"{(char)('A' + (i / 3))}da Lovelace {i}")
            .WithNotes(i % 7 == 0 ? "Two of us come later, and one uses a wheelchair: please keep a place near the aisle" : null)
            .Confirmed(app.Now)
            .Build()).ToList();
        await app.Database.AddAsync([.. parties]);
        var steward = await app.AddStaffAsync(StaffRoles.BoxOffice);

        await using var door = await chromium.WithoutScriptAsync(ChromiumBrowser.Desktop);
        var page = await door.NewPageAsync();
        await page.GotoAsync($"{app.Address}/staff/login");
        await page.SignInAsync(steward.Email!, BookingFlowApp.StaffPassword);
        await page.GotoAsync($"{app.Address}/staff/check-in/list");
        var sheets = await SheetsAsync(await page.PdfAsync(new() { Format = paper }));

        Assert.InRange(sheets.Count, 2, 4);
        Assert.All(sheets, sheet =>
        {
            Assert.Contains("The Tempest", sheet, StringComparison.Ordinal);
            Assert.Contains("Reference", sheet, StringComparison.Ordinal);
            Assert.Contains("Came", sheet, StringComparison.Ordinal);
        });
        for (var i = 0; i < sheets.Count; i++)
        {
            Assert.EndsWith($" {i + 1}/{sheets.Count}", sheets[i].Replace(" / ", "/", StringComparison.Ordinal).TrimEnd(), StringComparison.Ordinal);
        }

        var whole = string.Concat(sheets);
        Assert.All(parties, party => Assert.Equal(1, Occurrences(whole, party.Reference)));
        // A row that breaks across two sheets would have its name and its reference on different lines.
        Assert.All(parties, party => Assert.Contains(whole.Split('\n'), line =>
            line.Contains($"{party.Name} ", StringComparison.Ordinal) && line.Contains(party.Reference, StringComparison.Ordinal)));
        Assert.Equal(1, Occurrences(whole, "Total"));
        // Navigation is not printed.
        Assert.DoesNotContain("Sign out", whole, StringComparison.Ordinal);
        Assert.DoesNotContain("browser's print command", whole, StringComparison.Ordinal);
    }

    private static int Occurrences(string text, string part) => text.Split(part).Length - 1;

    /// <summary>Returns the text of each sheet in its printed layout.</summary>
    private static async Task<IReadOnlyList<string>> SheetsAsync(byte[] pdf)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, pdf);
            using var pdftotext = Process.Start(
                new ProcessStartInfo(Requirements.PdfToText(), ["-layout", file, "-"]) { UseShellExecute = false, RedirectStandardOutput = true })!;
            var text = await pdftotext.StandardOutput.ReadToEndAsync();
            await pdftotext.WaitForExitAsync();
            Assert.Equal(0, pdftotext.ExitCode);
            return text.TrimEnd('\f', '\n').Split('\f');
        }
        finally
        {
            File.Delete(file);
        }
    }
}
