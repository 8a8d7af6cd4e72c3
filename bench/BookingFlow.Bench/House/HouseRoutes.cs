using BookingFlow.Bench.Visiting;

namespace BookingFlow.Bench.House;

/// <summary>What people do in the house, each step judged by its answer.</summary>
public static class HouseRoutes
{
    public const string List = "/";

    public static string Show(int number) => FormattableString.Invariant($"/shows/show-{number}");

    public static string Ticket(Token ticket) => $"/tickets/{ticket.Text}";

    /// <summary>Opens what a mailed link leads to.</summary>
    public static Task<Form> OpenConfirmationAsync(this Visitor visitor, Token link) =>
        visitor.OpenFormAsync($"/reservations/confirm/{link.Text}", "RequestId");

    /// <summary>Presses the button, and is led to the ticket that belongs to this link and to no other.</summary>
    public static async Task<TimeSpan> ConfirmAsync(this Visitor visitor, Form form, Token link) =>
        (await visitor.SubmitAsync(form)).ExpectSeeOther(Ticket(link.Ticket)).Took;

    public static Task<Form> OpenReservationAsync(this Visitor visitor, int performanceId) =>
        visitor.OpenFormAsync(FormattableString.Invariant($"/performances/{performanceId}/reserve"), "SubmissionId");

    /// <summary>Asks for two seats.</summary>
    public static async Task<TimeSpan> ReserveAsync(this Visitor visitor, Form form) =>
        (
            await visitor.SubmitAsync(
                form, ("Name", "Ada Lovelace"), ("Email", "ada@visitors.example"), ("PartySize", "2"), ("Phone", ""), ("Notes", "")))
        .ExpectSeeOther("/reservations/pending").Took;

    public static async Task SignInAsync(this Visitor visitor, string email, string password) =>
        (
            await visitor.SubmitAsync(
                await visitor.OpenFormAsync("/staff/login", "Password"), ("Email", email), ("Password", password))).ExpectSeeOther("/staff");

    public static Task<Form> OpenScanStationAsync(this Visitor steward) => steward.OpenFormAsync("/staff/check-in", "Code");

    /// <summary>Scans a ticket, as a scanner types it; the party is let in.</summary>
    /// <returns>How long the answer took, and the form for the next scan, which came with it.</returns>
    public static async Task<(TimeSpan Took, Form Next)> ScanAsync(this Visitor steward, Form form, Token ticket)
    {
        var answer = (
            await steward.SubmitAsync(form, ("Code", $"http://tickets.theatre.example/check-in/{ticket.CheckIn.Text}"))).Expect(200, "Come in");
        return (answer.Took, Form.In(answer, "Code"));
    }
}
