using System.Text.Json;

namespace BookingFlow.Tests.Hosting;

/// <summary>Tests of the JSON console log of the program, run as a process.</summary>
public sealed class JsonLogTests
{
    [Fact]
    public async Task Every_line_of_JSON_console_output_is_valid_JSON_without_tokens()
    {
        await using var database = await TemporaryDatabase.CreateAsync();
        var performance = new APerformance().At(DateTime.UtcNow.AddHours(3)).Build();
        await database.AddAsync(performance);
        var mail = Directory.CreateTempSubdirectory("bookingflow-mail-");
        var token = Token.New().Text;
        string output;
        await using (var program = await ProgramProcess.StartAsync(
            database, ("Logging:Console:FormatterName", "json"), (
                "Logging:LogLevel:Microsoft.AspNetCore", "Information"), ("Mail:Folder", mail.FullName)))
        {
            using var visitor = new NoScriptBrowser(program.Address);
            Assert.Equal(303, (await visitor.ReserveAsync(performance.Id)).Status);
            await Eventually.AssertAsync(
                () => Task.FromResult(program.Output.Contains("Sent mail", StringComparison.Ordinal)), "the sent mail is logged");
            await visitor.OpenAsync($"/tickets/{token}");
            await Eventually.AssertAsync(
                () => Task.FromResult(program.Output.Contains("/tickets/[token]", StringComparison.Ordinal)), "the request is logged");
            await program.TerminateAsync();
            Assert.Equal(0, await program.WaitForExitAsync(TimeSpan.FromMinutes(1)));
            output = program.Output;
        }

        mail.Delete(recursive: true);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var entries = lines.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.All(entries, line => Assert.NotEmpty(line.GetProperty("Category").GetString()!));
        var sent = entries.Single(line => line.GetProperty("Message").GetString()!.StartsWith("Sent mail", StringComparison.Ordinal));
        Assert.Equal(
            ("BookingFlow.Web.Emails.Jobs.OutboxMailSender", "Confirmation"),
            (sent.GetProperty("Category").GetString(), sent.GetProperty("State").GetProperty("Kind").GetString()));
        Assert.DoesNotContain(token, output, StringComparison.Ordinal);
        Assert.DoesNotContain("ada@visitors.example", output, StringComparison.OrdinalIgnoreCase);
    }
}
