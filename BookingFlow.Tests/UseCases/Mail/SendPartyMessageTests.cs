using BookingFlow.Web.Data;
using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.UseCases.Mail;

public sealed class SendPartyMessageOnSqliteTests() : SendPartyMessageTests(DatabaseDialect.Sqlite);

public sealed class SendPartyMessageOnSqlServerTests() : SendPartyMessageTests(DatabaseDialect.SqlServer);

public abstract class SendPartyMessageTests(DatabaseDialect dialect) : UseCaseTests(dialect)
{
    private readonly Performance _performance = new APerformance().Build();
    private readonly Guid _form = Guid.NewGuid();
    private int _parties;

    [Fact]
    public async Task Confirmed_parties_with_an_address_are_owed_one_mail_each_that_is_left_to_the_recurring_job()
    {
        var (ada, bob) = (AParty().Confirmed().Build(), AParty().Confirmed().Build());
        await Host.Database.AddAsync(ada, bob, AParty().Build(), AParty().Cancelled().Build(), AParty().WithEmail(null).Confirmed().Build());

        var message = (await SendAsync()).Value!;

        Assert.Equal([ada.Id, bob.Id], await RecipientsAsync(message.Id));
        Assert.Empty(Host.Jobs.MailIds);
        var stored = await Host.Database.ReadAsync(db => db.PartyMessages.SingleAsync());
        Assert.Equal(
            (_performance.Id, PartyMessageRecipients.Confirmed, APartyMessage.Subject, APartyMessage.Text, 2, "Dora", TestTimes.Now),
            (stored.PerformanceId, stored.Recipients, stored.Subject, stored.Text, stored.RecipientCount, stored.StaffName, stored.CreatedAt));
    }

    [Fact]
    public async Task The_audit_log_has_the_recipients_and_their_number_but_not_the_text()
    {
        await Host.Database.AddAsync(AParty().Confirmed().Build());

        await SendAsync();

        var entry = Assert.Single(await Host.Database.ReadAsync(db => db.AuditLog.ToListAsync()));
        Assert.Equal(
            (AuditAction.PartyMessageSent, AuditSubject.Performance, _performance.Id, "confirmed: 1", "Dora"),
            (entry.Action, entry.Subject, entry.SubjectId, entry.Detail, entry.StaffName));
    }

    [Theory]
    [InlineData(PartyMessageRecipients.Confirmed, "came, absent")]
    [InlineData(PartyMessageRecipients.Waiting, "waiting")]
    [InlineData(PartyMessageRecipients.Came, "came")]
    [InlineData(PartyMessageRecipients.StayedAway, "absent")]
    public async Task The_selected_parties_get_it(PartyMessageRecipients recipients, string expected)
    {
        var came = AParty().Named("came").Confirmed().Build();
        await Host.Database.AddAsync(came, AParty().Named("absent").Confirmed().Build(), AParty().Named("never confirmed").Build(),
            AParty().Named("waiting").Waiting().Build());
        await CheckInAsync(came);
        Host.Clock.SetUtcNow(new DateTimeOffset(_performance.StartsAt));

        await SendAsync(APartyMessage.Input(recipients));

        var names = await Host.Database.ReadAsync(db => db.Outbox.OrderBy(m => m.ReservationId).Select(m => m.Reservation!.Name).ToListAsync());
        Assert.Equal(expected, string.Join(", ", names));
    }

    [Fact]
    public async Task Before_the_performance_no_party_has_stayed_away()
    {
        await Host.Database.AddAsync(AParty().Confirmed().Build());
        Host.Clock.SetUtcNow(new DateTimeOffset(_performance.StartsAt.AddTicks(-1)));

        var refused = await SendAsync(APartyMessage.Input(PartyMessageRecipients.StayedAway));

        Assert.Equal((FailureKind.NotPossible, Obstacle.NoRecipients), (refused.Failure?.Kind, refused.Failure?.Obstacle));
        Assert.Empty(await Host.Database.ReadAsync(db => db.PartyMessages.ToListAsync()));
    }

    [Fact]
    public async Task Of_several_reservations_with_one_address_only_the_first_gets_it()
    {
        var first = AParty().WithEmail("ada@example.org").Confirmed().Build();
        var other = AParty().WithEmail("bob@example.org").Confirmed().Build();
        await Host.Database.AddAsync(first, AParty().WithEmail("Ada@Example.org").Confirmed().Build(), other);

        var message = (await SendAsync()).Value!;

        Assert.Equal([first.Id, other.Id], await RecipientsAsync(message.Id));
        Assert.Equal(2, message.RecipientCount);
    }

    [Fact]
    public async Task The_same_form_submitted_twice_also_at_once_sends_once()
    {
        var parties = Enumerable.Range(0, 30).Select(_ => AParty().OfParty(1).Confirmed().Build()).ToArray();
        await Host.Database.AddAsync([.. parties]);

        var sent = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => SendAsync())));
        var again = await SendAsync();

        var message = Assert.Single(await Host.Database.ReadAsync(db => db.PartyMessages.ToListAsync()));
        Assert.All([.. sent, again], result => Assert.Equal(message.Id, result.Value?.Id));
        Assert.Equal(parties.Select(party => party.Id).Order(), await RecipientsAsync(message.Id));
        Assert.Single(await Host.Database.ReadAsync(db => db.AuditLog.ToListAsync()));
    }

    [Fact]
    public async Task A_changed_text_in_the_same_form_is_another_message()
    {
        await Host.Database.AddAsync(AParty().Confirmed().Build());

        await SendAsync();
        await SendAsync(APartyMessage.Input() with { Text = "Even later." });

        Assert.Equal(2, await Host.Database.ReadAsync(db => db.Outbox.CountAsync()));
    }

    [Fact]
    public async Task The_database_refuses_a_second_mail_of_a_message_to_a_party()
    {
        var party = AParty().Confirmed().Build();
        await Host.Database.AddAsync(party);
        await SendAsync();
        await using var db = Host.Database.CreateDbContext();

        db.Add(OutboxMail.ForMessage(await db.PartyMessages.SingleAsync(), await db.Reservations.SingleAsync(), TestTimes.Now));

        await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());
    }

    [Fact]
    public async Task An_unknown_performance_and_an_invalid_message_are_refused()
    {
        var invalid = await SendAsync(new PartyMessageInput("", "", ""));
        Assert.Equal(
            [FormField.Recipients, FormField.Subject, FormField.MessageText], invalid.Failure?.Fields.Select(wrong => wrong.Field) ?? []);

        var unknown = await Host.SendPartyMessage.SendAsync(999, APartyMessage.Input(), _form, Host.Actor, CancellationToken.None);
        Assert.Equal(FailureKind.NotFound, unknown.Failure?.Kind);
    }

    [Fact]
    public async Task A_test_goes_only_to_its_author_and_is_no_message_to_parties()
    {
        var anna = new StaffUser { UserName = "anna@staff.example", Email = "anna@staff.example", DisplayName = "Anna" };
        await Host.Database.AddAsync(anna, AParty().Confirmed().Build());

        var result = await Host.SendPartyMessage.SendTestAsync(
            _performance.Id, APartyMessage.Input(), new Actor(anna.Id, "Anna"), CancellationToken.None);

        var mail = Assert.Single(await Host.Database.ReadAsync(db => db.Outbox.Include(m => m.PartyMessage).ToListAsync()));
        Assert.True(result.Succeeded);
        Assert.Equal((MailKind.PartyMessage, anna.Id, null, 0), (mail.Kind, mail.StaffId, mail.ReservationId, mail.PartyMessage?.RecipientCount));
        Assert.Equal([mail.Id], Host.Jobs.MailIds);
        Assert.Equal(AuditAction.TestMailSent, Assert.Single(await Host.Database.ReadAsync(db => db.AuditLog.ToListAsync())).Action);
    }

    [Fact]
    public async Task A_test_to_an_account_without_an_address_is_refused()
    {
        await Host.Database.AddAsync(_performance);

        var refused = await Host.SendPartyMessage.SendTestAsync(_performance.Id, APartyMessage.Input(), Host.Actor, CancellationToken.None);

        Assert.Equal((FailureKind.NotPossible, Obstacle.NoEmail), (refused.Failure?.Kind, refused.Failure?.Obstacle));
        Assert.Empty(await Host.Database.ReadAsync(db => db.PartyMessages.ToListAsync()));
    }

    private AReservation AParty() => new AReservation().For(_performance).WithEmail($"party-{++_parties}@example.org");

    private Task<Result<PartyMessage>> SendAsync(PartyMessageInput? message = null) =>
        Host.SendPartyMessage.SendAsync(_performance.Id, message ?? APartyMessage.Input(), _form, Host.Actor, CancellationToken.None);

    private Task<List<int>> RecipientsAsync(int messageId) => Host.Database.ReadAsync(db =>
        db.Outbox.Where(m => m.PartyMessageId == messageId).OrderBy(m => m.ReservationId).Select(m => m.ReservationId!.Value).ToListAsync());

    private async Task CheckInAsync(Reservation party)
    {
        await using var db = Host.Database.CreateDbContext();
        db.Attach(party);
        db.Add(CheckIn.Of(party, party.PartySize, Host.Steward, Guid.NewGuid(), TestTimes.Now));
        await db.SaveChangesAsync();
    }
}
