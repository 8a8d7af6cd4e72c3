namespace BookingFlow.Tests.Infrastructure.Scenarios;

/// <summary>Everything that happens to a party, mistakes included, and what must not be found anywhere afterwards.</summary>
/// <param name="Tokens">Every raw token that was met on the way.</param>
/// <param name="People">What was said of people: names, addresses, telephones, notes.</param>
public sealed record EndToEndScenario(IReadOnlyList<string> Tokens, IReadOnlyList<string> People)
{
    private const string Name = "Ada Lovelace", Email = "ada@visitors.example", Phone = "+39 06 5550 1234",
        Notes = "One seat at the aisle, for crutches", Steward = "Dora Doorward";

    public static async Task<EndToEndScenario> PlayAsync(BookingFlowApp app)
    {
        var performance = await app.AddAsync(app.APerformanceTonight());
        using var visitor = app.Visitor();
        using var stranger = app.Visitor();
        await visitor.ReserveAsync(performance.Id, name: Name, email: Email, phone: Phone, notes: Notes);
        var link = await app.GetConfirmationLinkAsync();
        await visitor.OpenAsync(link);
        var ticket = (await visitor.ConfirmAsync(link)).Location!;
        await visitor.OpenAsync(link);
        await visitor.OpenAsync(ticket);
        await visitor.OpenAsync($"{ticket}/calendar.ics");
        var mailed = new Uri((await app.MailAsync(2)).SelectMany(mail => mail.TextBody!.Split((char[]?)null))
            .First(word => word.Contains("/tickets/", StringComparison.Ordinal))).AbsolutePath;
        await visitor.OpenAsync(mailed);

        var (code, mailedCode) = (VisitorSteps.CheckInPath(ticket), VisitorSteps.CheckInPath(mailed));
        await stranger.OpenAsync(code);
        await stranger.PostAsync(code);
        await stranger.OpenAsync($"/staff/login?returnUrl={Uri.EscapeDataString(code)}");
        var wrong = Token.New().Text;
        foreach (var place in new[] { "/reservations/confirm/", "/tickets/", "/check-in/", "/shows/" })
        {
            await stranger.OpenAsync(place + wrong);
        }

        using var steward = await app.StaffAsync(name: Steward);
        var letIn = await steward.SubmitAsync(await steward.OpenAsync(code), "main form");
        Assert.True(letIn.Status == 200, $"{letIn.Status}: {letIn.Text}");
        await steward.OpenAsync(code);
        await steward.OpenAsync($"/check-in/{wrong}");
        await ScanAsync(steward, app.Address + mailedCode);
        await ScanAsync(steward, mailedCode.Split('/')[^1]);
        await ScanAsync(steward, $"https://elsewhere.example{code}");
        var another = await app.ReserveAndConfirmAsync(visitor, performance.Id, people: 3, mails: 3);
        return new EndToEndScenario(
            [.. new[] { link, ticket, mailed, code, mailedCode, another, "/" + wrong }.Select(path => path.Split('/')[^1])],
            [Name, Email, Phone, Notes, Steward, "@visitors.example", "@staff.example"]);
    }

    private static async Task ScanAsync(NoScriptBrowser steward, string code) =>
        await steward.SubmitAsync(await steward.OpenAsync("/staff/check-in"), "form.scan", ("Code", code));
}
