namespace BookingFlow.Tests.Infrastructure.Scenarios;

/// <summary>
/// Runs a reservation from the form to the check-in, including invalid requests, and returns the tokens and personal data that it used. Tests
/// search logs, traces and stored files for them.
/// </summary>
/// <param name="Tokens">Every raw token used in a request, valid or not.</param>
/// <param name="PersonalData">Names, email addresses, phone number and notes of the people involved.</param>
public sealed record EndToEndScenario(IReadOnlyList<string> Tokens, IReadOnlyList<string> PersonalData)
{
    private const string Name = "Ada Lovelace", Email = "ada@visitors.example", Phone = "+39 06 5550 1234",
        Notes = "One seat at the aisle, for crutches", Steward = "Dora Doorward";

    public static async Task<EndToEndScenario> RunAsync(BookingFlowApp app)
    {
        var performance = await app.AddAsync(app.APerformanceTonight());
        using var visitor = app.Visitor();
        using var unauthenticated = app.Visitor();
        await visitor.ReserveAsync(performance.Id, name: Name, email: Email, phone: Phone, notes: Notes);
        var link = await app.GetConfirmationLinkAsync();
        await visitor.OpenAsync(link);
        var ticket = (await visitor.ConfirmAsync(link)).Location!;
        await visitor.OpenAsync(link);
        await visitor.OpenAsync(ticket);
        await visitor.OpenAsync($"{ticket}/calendar.ics");
        var mailedTicket = new Uri((await app.MailAsync(2)).SelectMany(mail => mail.TextBody!.Split((char[]?)null))
            .First(word => word.Contains("/tickets/", StringComparison.Ordinal))).AbsolutePath;
        await visitor.OpenAsync(mailedTicket);

        var (checkIn, mailedCheckIn) = (VisitorSteps.CheckInPath(ticket), VisitorSteps.CheckInPath(mailedTicket));
        await unauthenticated.OpenAsync(checkIn);
        await unauthenticated.PostAsync(checkIn);
        await unauthenticated.OpenAsync($"/staff/login?returnUrl={Uri.EscapeDataString(checkIn)}");
        var unknownToken = Token.New().Text;
        foreach (var path in new[] { "/reservations/confirm/", "/tickets/", "/check-in/", "/shows/" })
        {
            await unauthenticated.OpenAsync(path + unknownToken);
        }

        using var steward = await app.StaffAsync(name: Steward);
        var admitted = await steward.SubmitAsync(await steward.OpenAsync(checkIn), "main form");
        Assert.True(admitted.Status == 200, $"{admitted.Status}: {admitted.Text}");
        await steward.OpenAsync(checkIn);
        await steward.OpenAsync($"/check-in/{unknownToken}");
        await ScanAsync(steward, app.Address + mailedCheckIn);
        await ScanAsync(steward, mailedCheckIn.Split('/')[^1]);
        await ScanAsync(steward, $"https://elsewhere.example{checkIn}");
        var otherTicket = await app.ReserveAndConfirmAsync(visitor, performance.Id, people: 3, mails: 3);
        return new EndToEndScenario(
            [
                .. new[] { link, ticket, mailedTicket, checkIn, mailedCheckIn, otherTicket, "/" + unknownToken }
                    .Select(path => path.Split('/')[^1]),
            ],
            [Name, Email, Phone, Notes, Steward, "@visitors.example", "@staff.example"]);
    }

    private static async Task ScanAsync(NoScriptBrowser steward, string code) =>
        await steward.SubmitAsync(await steward.OpenAsync("/staff/check-in"), "form.scan", ("Code", code));
}
