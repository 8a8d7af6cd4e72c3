using System.Text;
using BookingFlow.Web.Data;
using BookingFlow.Web.UseCases.Administration;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.UseCases.Administration;

public sealed class EraseExpiredPersonalDataOnSqliteTests() : EraseExpiredPersonalDataTests(DatabaseDialect.Sqlite)
{
    [Fact]
    public async Task Erased_data_is_overwritten_in_the_file()
    {
        var marked = new AReservation().For(Over).Named("Zoraida Querejazu").WithEmail("zoraida@querejazu.example").WithPhone("+39 0471 987654")
            .WithNotes("crutches for Querejazu").Build();
        await Host.Database.AddAsync([marked, .. Enumerable.Range(0, 200).Select(_ => new AReservation().For(Over).Build())]);
        Assert.Contains("Querejazu", await FileAsync(), StringComparison.OrdinalIgnoreCase);

        await EraseAsync();

        var file = await FileAsync();
        Assert.All(
            (string[])["Querejazu", "Zoraida", "987654", "crutches"],
            data => Assert.DoesNotContain(data, file, StringComparison.OrdinalIgnoreCase));
    }

    // The checkpoint moves the write-ahead log into the file, and empties it.
    private async Task<string> FileAsync()
    {
        await using (var db = Host.Database.CreateDbContext())
        {
            await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)");
        }

        await using var connection = new SqliteConnection(Host.Database.ConnectionString);
        SqliteConnection.ClearPool(connection);
        var files = Directory.GetFiles(Path.GetDirectoryName(Host.Database.File)!);
        return string.Concat(files.Select(file => Encoding.Latin1.GetString(File.ReadAllBytes(file))));
    }
}

public sealed class EraseExpiredPersonalDataOnSqlServerTests() : EraseExpiredPersonalDataTests(DatabaseDialect.SqlServer);

public abstract class EraseExpiredPersonalDataTests(DatabaseDialect dialect) : UseCaseTests(dialect)
{
    private static readonly DateTime Limit = TestTimes.Now.AddDays(-Venue.DefaultRetentionDays);

    protected Performance Over { get; } = new APerformance().WithCapacity(1000).At(Limit).Build();

    [Fact]
    public async Task Answers_are_erased_three_days_after_the_start_and_the_rest_stays()
    {
        var due = new AReservation().For(new APerformance().At(TestTimes.Now.AddDays(-3)).Build()).Confirmed().Build();
        var notDue = new AReservation().For(new APerformance().At(TestTimes.Now.AddDays(-3).AddSeconds(1)).Build()).Confirmed().Build();
        await Host.Database.AddAsync(due, notDue);
        var (erased, kept) = (await AnswerOfAsync(due), await AnswerOfAsync(notDue));

        await EraseAsync();

        Assert.Equal([kept], await Host.Database.ReadAsync(db => db.Answers.Select(a => a.Id).ToListAsync()));
        Assert.NotEqual(erased, kept);
        Assert.Equal(("Ada Lovelace", null), ((await Host.ReservationAsync(due.Id)).Name, (await Host.ReservationAsync(due.Id)).ErasedAt));
    }

    [Fact]
    public async Task With_the_other_data_the_answers_and_the_staffs_note_are_erased()
    {
        var party = new AReservation().For(Over).Confirmed().Build();
        party.StaffNote = "first row";
        await Host.Database.AddAsync(party);
        await AnswerOfAsync(party);

        Assert.Equal(1, (await Host.EraseExpiredPersonalData.EraseBatchAsync(CancellationToken.None)).Value);

        Assert.Equal(0, await Host.Database.ReadAsync(db => db.Answers.CountAsync()));
        Assert.Null((await Host.ReservationAsync(party.Id)).StaffNote);
    }

    private async Task<int> AnswerOfAsync(Reservation party)
    {
        var question = new ShowQuestion { ShowId = party.Performance.ShowId, Position = 1, Text = "What do you sing?" };
        await Host.Database.AddAsync(question);
        var answer = new Answer { ReservationId = party.Id, QuestionId = question.Id, Text = "alto" };
        await Host.Database.AddAsync(answer);
        return answer.Id;
    }

    [Fact]
    public async Task Personal_data_is_erased_exactly_when_the_time_after_the_start_is_over()
    {
        var due = new AReservation().For(Over).Confirmed().Build();
        var notDue = new AReservation().For(new APerformance().At(Limit.AddSeconds(1)).Build()).Confirmed().Build();
        await Host.Database.AddAsync(due, notDue);

        await EraseAsync();

        Assert.Equal((TestTimes.Now, null), ((await Host.ReservationAsync(due.Id)).ErasedAt, (await Host.ReservationAsync(notDue.Id)).ErasedAt));
        Assert.Equal("Ada Lovelace", (await Host.ReservationAsync(notDue.Id)).Name);
    }

    [Theory]
    [InlineData(ReservationStatus.Pending)]
    [InlineData(ReservationStatus.Confirmed)]
    [InlineData(ReservationStatus.Cancelled)]
    [InlineData(ReservationStatus.Expired)]
    public async Task Name_address_phone_message_and_search_key_are_erased_and_all_else_stays(ReservationStatus status)
    {
        var party = new AReservation().For(Over).WithPhone("+39 0471 123").WithNotes("by bus").InStatus(status).Build();
        await Host.Database.AddAsync(party);
        var before = await Host.ReservationAsync(party.Id);

        await EraseAsync();

        var erased = await Host.ReservationAsync(party.Id);
        Assert.Equal(("", null, null, null), (erased.Name, erased.Email, erased.Phone, erased.Notes));
        var searchKey = await Host.Database.ReadAsync(
            db => db.Reservations.Select(r => EF.Property<string>(r, nameof(Reservation.SearchKey))).SingleAsync());
        Assert.Equal(before.Reference.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant(), searchKey.Trim());
        Assert.Equal(
            (before.Reference, before.PartySize, before.Status, before.CreatedAt, before.ConfirmedAt, before.CancelledAt),
            (erased.Reference, erased.PartySize, erased.Status, erased.CreatedAt, erased.ConfirmedAt, erased.CancelledAt));
    }

    [Fact]
    public async Task Seats_and_check_ins_are_counted_as_before()
    {
        var party = new AReservation().For(Over).OfParty(3).Confirmed().Build();
        await Host.Database.AddAsync(party, CheckIn.Of(party, 2, Host.Steward, Guid.NewGuid(), Limit));

        await EraseAsync();

        Assert.Equal(3, (await Host.PerformanceAsync(Over.Id)).ConfirmedSeats);
        Assert.Equal(2, await Host.Database.ReadAsync(db => db.CheckIns.SumAsync(c => c.People)));
    }

    [Fact]
    public async Task Unsent_mail_is_given_up_and_sent_mail_stays_as_it_is()
    {
        var party = new AReservation().For(Over).Confirmed().Build();
        var sent = OutboxMail.ForReservation(MailKind.Confirmation, party, Limit);
        sent.Sent(Limit);
        var unsent = OutboxMail.ForReservation(MailKind.Ticket, party, Limit);
        unsent.Failed("TimeoutException", Limit);
        await Host.Database.AddAsync(sent, unsent);

        await EraseAsync();

        var mails = await Host.Database.ReadAsync(db => db.Outbox.OrderBy(m => m.Kind == MailKind.Ticket).ToListAsync());
        Assert.Equal((Limit, null), (mails[0].SentAt, mails[0].GivenUpAt));
        Assert.Equal((null, TestTimes.Now, OutboxMail.PersonalDataErased), (mails[1].SentAt, mails[1].GivenUpAt, mails[1].LastError));
    }

    [Theory]
    [InlineData(EraseExpiredPersonalData.BatchSize - 1)]
    [InlineData(EraseExpiredPersonalData.BatchSize)]
    [InlineData((2 * EraseExpiredPersonalData.BatchSize) + 1)]
    public async Task Every_batch_is_erased(int reservations)
    {
        await AddAsync(reservations);

        await EraseAsync();

        Assert.Equal(reservations, await ErasedAsync());
    }

    [Fact]
    public async Task A_run_that_is_killed_leaves_whole_batches_and_the_next_one_continues()
    {
        await AddAsync(EraseExpiredPersonalData.BatchSize + 5);
        Assert.Equal(EraseExpiredPersonalData.BatchSize, (await Host.EraseExpiredPersonalData.EraseBatchAsync(CancellationToken.None)).Value);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Host.EraseExpiredPersonalData.RunAsync(new CancellationToken(canceled: true)));
        Assert.Equal(EraseExpiredPersonalData.BatchSize, await ErasedAsync());

        Host.Clock.Advance(TimeSpan.FromHours(1));
        await EraseAsync();
        await EraseAsync();

        var erasedAt = await Host.Database.ReadAsync(db => db.Reservations.Select(r => r.ErasedAt).ToListAsync());
        Assert.Equal(
            (EraseExpiredPersonalData.BatchSize, 5),
            (erasedAt.Count(at => at == TestTimes.Now), erasedAt.Count(at => at == TestTimes.Now.AddHours(1))));
    }

    [Fact]
    public async Task Database_refuses_personal_data_in_an_erased_reservation()
    {
        var party = new AReservation().For(Over).Build();
        await Host.Database.AddAsync(party);
        await EraseAsync();

        await using var db = Host.Database.CreateDbContext();
        (await db.Reservations.SingleAsync()).Email = "ada@example.org";
        await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());
    }

    protected Task EraseAsync() => Host.EraseExpiredPersonalData.RunAsync(CancellationToken.None);

    private Task AddAsync(int reservations) =>
        Host.Database.AddAsync([.. Enumerable.Range(0, reservations).Select(_ => new AReservation().For(Over).Build())]);

    private Task<int> ErasedAsync() => Host.Database.ReadAsync(db => db.Reservations.CountAsync(r => r.ErasedAt != null && r.Email == null));
}
