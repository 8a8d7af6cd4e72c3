using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.UseCases.Administration;

public sealed class ExportAddressOnSqliteTests() : ExportAddressTests(DatabaseDialect.Sqlite);

public sealed class ExportAddressOnSqlServerTests() : ExportAddressTests(DatabaseDialect.SqlServer);

public abstract class ExportAddressTests(DatabaseDialect dialect) : UseCaseTests(dialect)
{
    [Fact]
    public async Task Export_has_every_reservation_under_the_address_with_its_changes_mails_check_in_and_scans()
    {
        var party = new AReservation().WithPhone("+39 0471 123").WithNotes("by bus").Confirmed().Build();
        var mail = OutboxMail.ForReservation(MailKind.Ticket, party, TestTimes.Now);
        mail.Sent(TestTimes.Now.AddMinutes(1));
        await Host.Database.AddAsync(
            mail, CheckIn.Of(party, 2, Host.Steward, Guid.NewGuid(), TestTimes.StartsAt),
            new AReservation().For(party.Performance).WithEmail("another@example.org").Build());
        await Host.Database.AddAsync(ScanEvent.Refused(
            ScanOutcome.TooEarly, party.Id, party.PerformanceId, inside: 0, Host.Steward, Guid.NewGuid(), TestTimes.Now));

        await Host.Database.AddAsync(PartyChange.Of(party, Guid.NewGuid(), peopleBefore: 3, peopleAfter: 2, TestTimes.Now));

        var question = new ShowQuestion { ShowId = party.Performance.ShowId, Position = 1, Text = "Vegetarian?", Kind = QuestionKind.Tick };
        await Host.Database.AddAsync(question);
        await Host.Database.AddAsync(new Answer { ReservationId = party.Id, QuestionId = question.Id, Text = ShowQuestion.Ticked });
        await Host.Database.ReadAsync(db => db.Reservations.Where(r => r.Id == party.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.StaffNote, "first row")));

        var data = (await ExportAsync("Ada@example.org")).Value!;

        var exported = Assert.Single(data.Reservations);
        Assert.Equal(
            (party.Reference, "Ada Lovelace", "ada@example.org", "+39 0471 123", "by bus", ReservationStatus.Confirmed, TestTimes.StartsAt),
            (exported.Reference, exported.Name, exported.Email, exported.Phone, exported.Notes, exported.Status, exported.StartsAt));
        Assert.Equal((MailKind.Ticket, (DateTime?)mail.SentAt), (Assert.Single(exported.Mails).Kind, exported.Mails[0].SentAt));
        Assert.Equal((3, 2), (Assert.Single(exported.Changes).PeopleBefore, exported.Changes[0].PeopleAfter));
        Assert.Equal(("first row", new AnsweredQuestion("Vegetarian?", "✓")), (exported.StaffNote, Assert.Single(exported.Answers)));
        Assert.Equal((2, TestTimes.StartsAt), (exported.CheckIn?.People, exported.CheckIn?.At));
        Assert.Equal(ScanOutcome.TooEarly, Assert.Single(exported.Scans).Outcome);
        var entry = await Host.Database.ReadAsync(db => db.AuditLog.SingleAsync());
        Assert.Equal((AuditAction.PersonalDataExported, null, "1"), (entry.Action, entry.SubjectId, entry.Detail));
    }

    [Fact]
    public async Task Unknown_address_is_not_found_and_not_audited()
    {
        Assert.Equal(FailureKind.NotFound, (await ExportAsync("nobody@example.org")).Failure?.Kind);
        Assert.Empty(await Host.Database.ReadAsync(db => db.AuditLog.ToListAsync()));
    }

    [Theory]
    [InlineData("a_b@example.org")]
    [InlineData("a%b@example.org")]
    public async Task A_character_that_stands_for_others_in_a_pattern_stands_for_itself(string address)
    {
        var performance = new APerformance().Build();
        await Host.Database.AddAsync(
            [.. new[] { "a_b", "a%b", "axb" }.Select(name => new AReservation().For(performance).WithEmail($"{name}@example.org").Build())]);

        Assert.Equal(address, Assert.Single((await ExportAsync(address)).Value!.Reservations).Email);
    }

    [Fact]
    public async Task A_text_that_is_no_address_is_refused() => Assert.Equal(FailureKind.InvalidInput, (await ExportAsync("ada")).Failure?.Kind);

    private Task<Result<BookingFlow.Web.UseCases.Administration.PersonalData>> ExportAsync(string address) =>
        Host.ExportAddress.ExportAsync(address, Host.Actor, CancellationToken.None);
}
