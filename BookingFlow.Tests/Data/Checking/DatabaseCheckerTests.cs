using BookingFlow.Tests.UseCases.Reservations;
using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Checking;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Data.Checking;

public sealed class DatabaseCheckerOnSqliteTests() : DatabaseCheckerTests(DatabaseDialect.Sqlite);

public sealed class DatabaseCheckerOnSqlServerTests() : DatabaseCheckerTests(DatabaseDialect.SqlServer);

/// <summary>Sound data has no findings; each kind of fault is found by its own rule and by no other.</summary>
public abstract class DatabaseCheckerTests(DatabaseDialect dialect) : BoxOfficeUseCaseTests(dialect)
{
    [Fact]
    public async Task What_the_program_stores_has_no_findings()
    {
        var party = await StoredAsync(AParty(3).Confirmed());
        await Host.ChangePartySize.ChangeAsync(party.Id, "2", Bea, CancellationToken.None);
        await StoredAsync(AParty(9).Waiting());
        await Host.CancelReservation.CancelAsync(party.Id, notifyParty: true, reason: null, Bea, CancellationToken.None);

        Assert.All(await CheckAsync(), result => Assert.Empty(result.Findings));
    }

    [Fact]
    public async Task Seats_below_the_confirmed_ones_are_sound_if_staff_removed_them()
    {
        await StoredAsync(AParty(10).Confirmed());
        await Host.ChangeSeats.ChangeAsync(Performance.Id, "0", "3", "a broken row", acknowledgedShortfall: 3, Bea, CancellationToken.None);

        Assert.All(await CheckAsync(), result => Assert.Empty(result.Findings));
    }

    [Fact]
    public async Task A_wrong_count_of_confirmed_seats_is_found()
    {
        await StoredAsync(AParty(3).Confirmed());
        await UpdateAsync(db => db.Performances.ExecuteUpdateAsync(set => set.SetProperty(p => p.ConfirmedSeats, 2)));

        Assert.Equal($"performance {Performance.Id} has 2, its reservations have 3", await OnlyFindingAsync("Each count of confirmed seats"));
    }

    [Fact]
    public async Task A_wrong_count_of_access_places_is_found()
    {
        await StoredAsync(AParty(3).Confirmed());
        await UpdateAsync(db => db.Performances.ExecuteUpdateAsync(set => set.SetProperty(p => p.ConfirmedWheelchairPlaces, 1)));

        Assert.Equal(
            $"performance {Performance.Id} has 1 and 0, its reservations have 0 and 0", await OnlyFindingAsync("Each count of wheelchair and companion"));
    }

    [Fact]
    public async Task A_wrong_count_of_waiting_people_is_found()
    {
        await StoredAsync(AParty(12).Waiting());
        await UpdateAsync(db => db.Performances.ExecuteUpdateAsync(set => set.SetProperty(p => p.WaitingPeople, 1)));

        Assert.Equal($"performance {Performance.Id} has 1, its reservations have 12", await OnlyFindingAsync("Each count of waiting people"));
    }

    [Fact]
    public async Task An_overbooked_performance_is_found()
    {
        await StoredAsync(AParty(10).Confirmed());
        await UpdateAsync(db => db.Rooms.ExecuteUpdateAsync(set => set.SetProperty(r => r.Capacity, 9)));

        Assert.Equal($"performance {Performance.Id} has 10 confirmed of 9 seats", await OnlyFindingAsync("No upcoming performance"));
    }

    [Fact]
    public async Task A_waiting_party_that_fits_is_found()
    {
        var waiting = await StoredAsync(AParty(4).Waiting());

        Assert.Equal(
            $"reservation {waiting.Id} waits, and performance {Performance.Id} has 10 seats left", await OnlyFindingAsync("No seat is free"));
    }

    [Fact]
    public async Task A_status_that_contradicts_its_times_is_found()
    {
        var party = await StoredAsync(AParty(4));
        await UpdateAsync(db => db.Reservations.ExecuteUpdateAsync(set => set.SetProperty(r => r.Status, ReservationStatus.Cancelled)));

        Assert.Equal($"reservation {party.Id} is Cancelled", await OnlyFindingAsync("Times and status"));
    }

    [Fact]
    public async Task A_check_in_of_more_people_than_the_party_has_is_found()
    {
        var party = await StoredAsync(AParty(4).Confirmed());
        await CheckInAsync(party);
        await UpdateAsync(db => db.CheckIns.ExecuteUpdateAsync(set => set.SetProperty(c => c.People, 5)));

        Assert.Equal($"reservation {party.Id} is Confirmed, 5 of 4 people are checked in", await OnlyFindingAsync("Only confirmed parties"));
    }

    [Fact]
    public async Task A_confirmed_party_without_a_ticket_mail_is_found()
    {
        var party = await StoredAsync(AParty(4));
        await Host.ConfirmForParty.ConfirmAsync(party.Id, Bea, CancellationToken.None);
        await UpdateAsync(db => db.Outbox.ExecuteUpdateAsync(set => set.SetProperty(m => m.Kind, MailKind.Confirmation)));

        Assert.Equal($"reservation {party.Id}", await OnlyFindingAsync("Each confirmed party"));
    }

    [Fact]
    public async Task A_message_to_a_webhook_that_is_both_delivered_and_given_up_is_found()
    {
        var webhook = AWebhook.At("https://receiver.example/", WebhookEvent.CheckedIn);
        await Host.Database.AddAsync(webhook);
        var message = WebhookDelivery.Of(webhook.Id, Guid.NewGuid(), WebhookEvent.Test, new WebhookData(), Now);
        message.Delivered(Now);
        message.GiveUp("410", Now);
        await Host.Database.AddAsync(message);

        Assert.Equal($"message {message.Id}", await OnlyFindingAsync("No message to a webhook"));
    }

    [Fact]
    public async Task A_mail_that_is_both_sent_and_given_up_is_found()
    {
        var party = await StoredAsync(AParty(4));
        await Host.ConfirmForParty.ConfirmAsync(party.Id, Bea, CancellationToken.None);
        await UpdateAsync(db => db.Outbox.ExecuteUpdateAsync(set => set.SetProperty(m => m.SentAt, Now).SetProperty(m => m.GivenUpAt, Now)));

        Assert.StartsWith("mail ", await OnlyFindingAsync("No mail is both"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_confirmation_link_that_never_expires_is_found()
    {
        await Host.AddConfirmationLinkAsync(AParty(4).Build());
        await UpdateAsync(db => db.Tokens.ExecuteUpdateAsync(set => set.SetProperty(t => t.ExpiresAt, (DateTime?)null)));

        Assert.StartsWith("token ", await OnlyFindingAsync("Each link has"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_file_and_rows_that_refer_to_nothing_are_found()
    {
        Assert.SkipUnless(Host.Database.Dialect == DatabaseDialect.Sqlite, "Only SQLite's file is checked.");
        var party = await StoredAsync(AParty(4));
        await UpdateAsync(async db =>
        {
            await db.Database.ExecuteSqlRawAsync("PRAGMA foreign_keys = OFF");
            await db.Database.ExecuteSqlAsync(
                $"INSERT INTO PartyChanges (ReservationId, RequestId, At, PeopleBefore, PeopleAfter) VALUES ({party.Id + 1}, 'x', 'x', 2, 1)");
        });

        Assert.Equal("1 rows of PartyChanges refer to rows that do not exist", await OnlyFindingAsync("The database file is intact"));
    }

    [Fact]
    public async Task Many_findings_are_counted()
    {
        for (var i = 0; i < 25; i++)
        {
            await StoredAsync(AParty(1));
        }

        await UpdateAsync(db => db.Reservations.ExecuteUpdateAsync(set => set.SetProperty(r => r.Status, ReservationStatus.Cancelled)));

        var findings = (await CheckAsync()).Single(result => !result.Holds).Findings;
        Assert.Equal((21, "and 5 more"), (findings.Count, findings[^1]));
    }

    private Task<IReadOnlyList<DataCheckResult>> CheckAsync() =>
        new DatabaseChecker(Host.Database, Host.CurrentVenue, Host.Clock).CheckAsync(CancellationToken.None);

    private async Task<string> OnlyFindingAsync(string rule)
    {
        var fault = Assert.Single(await CheckAsync(), result => !result.Holds);
        Assert.StartsWith(rule, fault.Rule, StringComparison.Ordinal);
        return Assert.Single(fault.Findings);
    }

    private async Task UpdateAsync(Func<BookingDbContext, Task> update)
    {
        await using var db = Host.Database.CreateDbContext();
        await update(db);
    }
}
