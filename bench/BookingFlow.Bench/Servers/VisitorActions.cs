using BookingFlow.Bench.Visiting;

namespace BookingFlow.Bench.Servers;

/// <summary>What visitors and stewards do on the site. Every step checks its response.</summary>
public static class VisitorActions
{
    public const string ListPath = "/";

    public static string ShowPath(int number) => FormattableString.Invariant($"/shows/show-{number}");

    public static string TicketPath(Token ticket) => $"/tickets/{ticket.Text}";

    /// <summary>Opens the page behind a confirmation link.</summary>
    public static Task<Form> OpenConfirmationAsync(this Visitor visitor, Token link) =>
        visitor.OpenFormAsync($"/reservations/confirm/{link.Text}", "RequestId");

    /// <summary>Submits the confirmation form and expects the redirect to the ticket of this link.</summary>
    public static async Task<TimeSpan> ConfirmAsync(this Visitor visitor, Form form, Token link) =>
        (await visitor.SubmitAsync(form)).ExpectSeeOther(TicketPath(link.Party.Ticket)).Elapsed;

    public static Task<Form> OpenReservationAsync(this Visitor visitor, int performanceId) =>
        visitor.OpenFormAsync(FormattableString.Invariant($"/performances/{performanceId}/reserve"), "SubmissionId");

    /// <summary>Submits the reservation form for two seats.</summary>
    public static async Task<TimeSpan> ReserveAsync(this Visitor visitor, Form form) =>
        (
            await visitor.SubmitAsync(
                form, ("Name", "Ada Lovelace"), ("Email", "ada@visitors.example"), ("PartySize", "2"), ("Phone", ""), ("Notes", "")))
        .ExpectSeeOther("/reservations/pending").Elapsed;

    public static async Task SignInAsync(this Visitor visitor, string email, string password) =>
        (
            await visitor.SubmitAsync(
                await visitor.OpenFormAsync("/staff/login", "Password"), ("Email", email), ("Password", password))).ExpectSeeOther("/staff");

    public static Task<Form> OpenScanStationAsync(this Visitor steward) => steward.OpenFormAsync("/staff/check-in", "Code");

    /// <summary>Scans a ticket as a scanner types it, and expects that the party is admitted.</summary>
    /// <returns>The response time, and the form for the next scan from the same response.</returns>
    public static async Task<(TimeSpan Elapsed, Form Next)> ScanAsync(this Visitor steward, Form form, Token ticket)
    {
        var response = (
            await steward.SubmitAsync(form, ("Code", $"http://tickets.theatre.example/check-in/{ticket.CheckIn.Text}"))).Expect(200, "Admit");
        return (response.Elapsed, Form.In(response, "Code"));
    }
}
