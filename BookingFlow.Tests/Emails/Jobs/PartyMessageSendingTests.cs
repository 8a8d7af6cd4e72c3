using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Emails.Jobs;

/// <summary>Sending of the mails with a message of the staff: to whom, until when, and with what.</summary>
public sealed class PartyMessageSendingTests : IAsyncLifetime
{
    private readonly Performance _performance = new APerformance().At(TestTimes.Now.AddHours(2)).Build();
    private MailSetup _setup = null!;
    private Reservation _party = null!;

    public async ValueTask InitializeAsync()
    {
        _setup = await MailSetup.StartAsync();
        _party = new AReservation().For(_performance).Confirmed().Build();
        _party.Language = "de";
        await _setup.Database.AddAsync(_party);
    }

    public ValueTask DisposeAsync() => _setup.DisposeAsync();

    [Fact]
    public async Task A_party_gets_the_text_in_the_frame_of_its_language_with_a_link_to_its_page()
    {
        await _setup.SendAsync(await AddAsync(PartyMessageRecipients.Confirmed));

        var mail = Assert.Single(_setup.Delivered);
        Assert.Equal(APartyMessage.Subject, mail.Subject);
        var text = mail.TextBody!.ReplaceLineEndings("\n");
        Assert.Contains("Guten Tag Ada Lovelace!\n\n" + APartyMessage.Text, text, StringComparison.Ordinal);
        Assert.Contains("Sie erhalten diese E-Mail, weil Sie Plätze für", text, StringComparison.Ordinal);
        Assert.Contains("/party/", text, StringComparison.Ordinal);
        Assert.Contains("<strong>later</strong>", mail.HtmlBody, StringComparison.Ordinal);
        Assert.Equal(TokenPurpose.Party, Assert.Single(await _setup.Database.ReadAsync(db => db.Tokens.ToListAsync())).Purpose);
    }

    [Fact]
    public async Task A_message_from_after_the_performance_is_sent_a_day_later_too()
    {
        _setup.Clock.SetUtcNow(new DateTimeOffset(_performance.StartsAt.AddHours(36)));

        await _setup.SendAsync(await AddAsync(PartyMessageRecipients.Came, _performance.StartsAt.AddHours(20)));

        Assert.Contains("weil Sie bei", Assert.Single(_setup.Delivered).TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_from_before_the_performance_is_given_up_12_hours_after_the_start()
    {
        var mail = await AddAsync(PartyMessageRecipients.Confirmed, _performance.StartsAt.AddHours(-1));
        _setup.Clock.SetUtcNow(new DateTimeOffset(_performance.StartsAt.AddHours(12)));

        await _setup.SendAsync(mail);

        await AssertGivenUpAsync(mail, "the performance is over");
    }

    [Fact]
    public async Task A_party_that_has_cancelled_meanwhile_does_not_get_it()
    {
        var mail = await AddAsync(PartyMessageRecipients.Confirmed);
        await ChangePartyAsync((party, _) => party.Cancel(TestTimes.Now));

        await _setup.SendAsync(mail);

        await AssertGivenUpAsync(mail, "no longer confirmed");
    }

    [Fact]
    public async Task A_party_that_was_moved_meanwhile_does_not_get_it()
    {
        var other = new APerformance().At(TestTimes.StartsAt.AddDays(1)).Build();
        await _setup.Database.AddAsync(other);
        var mail = await AddAsync(PartyMessageRecipients.Confirmed);
        await ChangePartyAsync((party, otherPerformance) => party.MoveTo(otherPerformance), other.Id);

        await _setup.SendAsync(mail);

        await AssertGivenUpAsync(mail, "moved to another performance");
    }

    [Fact]
    public async Task An_erased_party_does_not_get_it()
    {
        var mail = await AddAsync(PartyMessageRecipients.Confirmed);
        await ChangePartyAsync((party, _) => party.Erase(TestTimes.Now));

        await _setup.SendAsync(mail);

        await AssertGivenUpAsync(mail, OutboxMail.PersonalDataErased);
    }

    [Fact]
    public async Task A_test_shows_examples_in_the_venues_language_and_creates_no_link()
    {
        var (mailId, _) = await _setup.AddStaffMailAsync(MailKind.PartyMessage);
        await using (var db = _setup.Database.CreateDbContext())
        {
            (await db.Outbox.SingleAsync(m => m.Id == mailId)).PartyMessage = PartyMessage.Test(
                _performance.Id, APartyMessage.To(PartyMessageRecipients.Came), new Actor(Id: null, "Dora"), TestTimes.Now);
            await db.SaveChangesAsync();
        }

        await _setup.SendAsync(mailId);

        var mail = Assert.Single(_setup.Delivered);
        Assert.Equal("dora@staff.example", Assert.Single(mail.To.Mailboxes).Address);
        Assert.Contains("Hello Dora,", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("You are receiving this email because you came to", mail.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("/party/", mail.TextBody, StringComparison.Ordinal);
        Assert.Empty(await _setup.Database.ReadAsync(db => db.Tokens.ToListAsync()));
    }

    /// <summary>Adds the unsent mail of a message, as SendPartyMessage does.</summary>
    /// <param name="createdAt">UTC; null: now.</param>
    private async Task<int> AddAsync(PartyMessageRecipients recipients, DateTime? createdAt = null)
    {
        var at = createdAt ?? TestTimes.Now;
        await using var db = _setup.Database.CreateDbContext();
        var party = await db.Reservations.SingleAsync();
        var mail = OutboxMail.ForMessage(APartyMessage.Sent(_performance, recipients, at), party, at);
        db.Add(mail);
        await db.SaveChangesAsync();
        return mail.Id;
    }

    private async Task ChangePartyAsync(Action<Reservation, Performance> change, int? performanceId = null)
    {
        await using var db = _setup.Database.CreateDbContext();
        var party = await db.Reservations.Include(r => r.Performance).SingleAsync();
        change(party, await db.Performances.SingleAsync(p => p.Id == (performanceId ?? _performance.Id)));
        await db.SaveChangesAsync();
    }

    private async Task AssertGivenUpAsync(int mailId, string reason)
    {
        Assert.Empty(_setup.Delivered);
        Assert.Equal(reason, (await _setup.RowAsync(mailId)).LastError);
    }
}
