namespace BookingFlow.Tests.Infrastructure.Scenarios;

/// <summary>The steps that many tests begin with, told as a visitor does them.</summary>
public static class Story
{
    /// <summary>Fills in the reservation form and sends it.</summary>
    public static async Task<BrowserResponse> ReserveAsync(this NoScriptBrowser visitor, int performanceId, int people = 2, string name = "Ada Lovelace",
        string email = "ada@visitors.example", string phone = "", string notes = "")
    {
        var form = await visitor.OpenAsync($"/performances/{performanceId}/reserve");
        return await visitor.SubmitAsync(form, "main form",
            ("Name", name), ("Email", email), ("PartySize", people.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            ("Phone", phone), ("Notes", notes));
    }

    /// <summary>The path of the mailed link, read from the newest mail.</summary>
    public static async Task<string> MailedLinkAsync(this BookingFlowApp app, int mails = 1) =>
        // Of a ticket mail that left at the same moment nobody knows which of the two files was written last.
        new Uri((await app.MailAsync(mails))
            .Last(mail => mail.TextBody!.Contains("/reservations/confirm/", StringComparison.Ordinal))
            .TextBody!.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .First(word => word.Contains("/reservations/confirm/", StringComparison.Ordinal))).PathAndQuery;

    /// <summary>Opens the mailed link and presses the button.</summary>
    public static async Task<BrowserResponse> ConfirmAsync(this NoScriptBrowser visitor, string link) =>
        await visitor.SubmitAsync(await visitor.OpenAsync(link), "main form");

    /// <summary>All the way to the ticket: its path.</summary>
    public static async Task<string> TicketAsync(this BookingFlowApp app, NoScriptBrowser visitor, int performanceId, int people = 2, int mails = 1)
    {
        Assert.Equal(303, (await visitor.ReserveAsync(performanceId, people)).Status);
        var confirmed = await visitor.ConfirmAsync(await app.GetConfirmationLinkAsync(mails));
        Assert.Equal(303, confirmed.Status);
        return confirmed.Location!;
    }

    /// <summary>The path that a ticket's QR code leads to.</summary>
    public static string CheckInPath(string ticketPath) =>
        Token.TryParse(ticketPath.Split('/')[^1], out var ticket)
            ? $"/check-in/{ticket.CheckIn.Text}"
            : throw new ArgumentException("No ticket path.", nameof(ticketPath));

    /// <summary>Stores a pending reservation with a link, for a performance that is stored already: the link's path.</summary>
    public static async Task<string> AddConfirmationLinkAsync(this BookingFlowApp app, Reservation reservation)
    {
        var link = Token.New();
        await using var db = app.Database.CreateDbContext();
        db.Attach(reservation.Performance);
        db.Add(reservation);
        db.Add(ReservationToken.Of(link, TokenPurpose.Confirmation, reservation, reservation.CreatedAt, reservation.ExpiresAt));
        await db.SaveChangesAsync();
        return $"/reservations/confirm/{link.Text}";
    }
}
