namespace BookingFlow.Tests.Infrastructure.Scenarios;

/// <summary>Steps of a visitor, from the reservation form to the ticket.</summary>
public static class VisitorSteps
{
    /// <summary>Fills in the reservation form and submits it.</summary>
    public static async Task<BrowserResponse> ReserveAsync(this NoScriptBrowser visitor, int performanceId, int people = 2,
        string name = "Ada Lovelace", string email = "ada@visitors.example", string phone = "", string notes = "")
    {
        var form = await visitor.OpenAsync($"/performances/{performanceId}/reserve");
        return await visitor.SubmitAsync(form, "main form",
            ("Name", name), ("Email", email), ("PartySize", people.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            ("Phone", phone), ("Notes", notes));
    }

    /// <summary>Returns the path of the confirmation link in the newest mail that has one.</summary>
    /// <param name="mails">Number of mails to wait for.</param>
    public static async Task<string> GetConfirmationLinkAsync(this BookingFlowApp app, int mails = 1) =>
        // The newest file may be a ticket mail that was sent at the same time.
        new Uri((await app.MailAsync(mails))
            .Last(mail => mail.TextBody!.Contains("/reservations/confirm/", StringComparison.Ordinal))
            .TextBody!.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .First(word => word.Contains("/reservations/confirm/", StringComparison.Ordinal))).PathAndQuery;

    /// <summary>Opens a confirmation link and submits its form.</summary>
    public static async Task<BrowserResponse> ConfirmAsync(this NoScriptBrowser visitor, string link) =>
        await visitor.SubmitAsync(await visitor.OpenAsync(link), "main form");

    /// <summary>Reserves and confirms seats and returns the path of the ticket.</summary>
    /// <param name="mails">Number of mails to wait for before the confirmation link is read.</param>
    public static async Task<string> ReserveAndConfirmAsync(
        this BookingFlowApp app, NoScriptBrowser visitor, int performanceId, int people = 2, int mails = 1)
    {
        Assert.Equal(303, (await visitor.ReserveAsync(performanceId, people)).Status);
        var confirmed = await visitor.ConfirmAsync(await app.GetConfirmationLinkAsync(mails));
        Assert.Equal(303, confirmed.Status);
        return confirmed.Location!;
    }

    /// <summary>Returns the path in the QR code of a ticket.</summary>
    public static string CheckInPath(string ticketPath) =>
        Token.TryParse(ticketPath.Split('/')[^1], out var ticket)
            ? $"/check-in/{ticket.CheckIn.Text}"
            : throw new ArgumentException("Not the path of a ticket.", nameof(ticketPath));

    /// <summary>Stores a reservation together with its confirmation and party tokens and returns the path of the confirmation link.</summary>
    /// <param name="reservation">Pending, for a performance that is already stored.</param>
    public static async Task<string> AddConfirmationLinkAsync(this BookingFlowApp app, Reservation reservation)
    {
        var link = Token.New();
        await using var db = app.Database.CreateDbContext();
        db.Attach(reservation.Performance);
        db.Add(reservation);
        db.Add(ReservationToken.Of(link, TokenPurpose.Confirmation, reservation, reservation.CreatedAt, reservation.ExpiresAt));
        db.Add(ReservationToken.Of(link.Party, TokenPurpose.Party, reservation, reservation.CreatedAt));
        await db.SaveChangesAsync();
        return $"/reservations/confirm/{link.Text}";
    }

    /// <summary>Stores a reservation together with its party token and returns the path of the party's own page.</summary>
    /// <param name="reservation">For a performance that is already stored.</param>
    public static async Task<string> AddPartyLinkAsync(this BookingFlowApp app, Reservation reservation)
    {
        var party = Token.New();
        await using var db = app.Database.CreateDbContext();
        db.Attach(reservation.Performance);
        db.Add(reservation);
        db.Add(ReservationToken.Of(party, TokenPurpose.Party, reservation, reservation.CreatedAt));
        await db.SaveChangesAsync();
        return $"/party/{party.Text}";
    }

    /// <summary>Returns the path of the party's own page from the newest mail.</summary>
    /// <param name="mails">Number of mails to wait for.</param>
    public static async Task<string> PartyLinkAsync(this BookingFlowApp app, int mails = 1) =>
        new Uri((await app.MailAsync(mails))[^1].TextBody!.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .First(word => word.Contains("/party/", StringComparison.Ordinal))).PathAndQuery;
}
