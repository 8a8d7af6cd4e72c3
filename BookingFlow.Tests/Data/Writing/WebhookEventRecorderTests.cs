using System.Text.Json;
using BookingFlow.Tests.UseCases.Reservations;
using BookingFlow.Web.Data;
using BookingFlow.Web.UseCases.Door;
using BookingFlow.Web.UseCases.Reservations;
using BookingFlow.Web.Webhooks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BookingFlow.Tests.Data.Writing;

public sealed class WebhookEventRecorderOnSqliteTests() : WebhookEventRecorderTests(DatabaseDialect.Sqlite)
{
    [Fact]
    public async Task Without_a_webhook_a_confirmation_runs_no_statement_more()
    {
        var without = await StatementsOfAConfirmationAsync();
        await AddWebhookAsync("reservation.confirmed");
        var with = await StatementsOfAConfirmationAsync();

        Assert.DoesNotContain(without, statement => statement.Contains("Webhook", StringComparison.Ordinal));
        Assert.Equal(without.Count + 1, with.Count);
        Assert.Single(with, statement => statement.Contains("WebhookDeliveries", StringComparison.Ordinal));
    }

    private async Task<IReadOnlyCollection<string>> StatementsOfAConfirmationAsync()
    {
        var recorded = new InterceptedDatabase(Host.Database);
        await using var services = Host.CreateServices(recorded, Host.Database.Metrics.Booking);
        await using (var db = Host.Database.CreateDbContext())
        {
            await services.GetRequiredService<CurrentWebhooks>().RefreshAsync(db, CancellationToken.None);
        }

        var link = await LinkAsync(2);
        var confirm = services.GetRequiredService<ConfirmReservation>();
        Assert.True((await confirm.ConfirmAsync(link, Guid.NewGuid(), null, CancellationToken.None)).Succeeded);
        return recorded.Statements;
    }
}

public sealed class WebhookEventRecorderOnSqlServerTests() : WebhookEventRecorderTests(DatabaseDialect.SqlServer);

/// <summary>Which events webhooks are told of, whatever use case causes them. The performance has ten seats.</summary>
public abstract class WebhookEventRecorderTests(DatabaseDialect dialect) : BoxOfficeUseCaseTests(dialect)
{
    private static readonly string[] AllEvents = [.. WebhookEvents.Choices.Select(kind => kind.Name())];

    [Fact]
    public async Task A_confirmation_is_told_with_the_figures_after_it()
    {
        await AddWebhookAsync(AllEvents);
        await ConfirmAsync(await LinkAsync(4));

        var message = Assert.Single(await MessagesAsync());
        Assert.Equal("reservation.confirmed", message.Type);
        var data = DataOf(message);
        var party = await Host.Database.ReadAsync(db => db.Reservations.SingleAsync());
        Assert.Equal(
            (Performance.Id, Performance.Show.Slug, party.Id, 4, 6),
            (Number(data, "performanceId"), data.GetProperty("show").GetString(), Number(data, "reservationId"), Number(data, "partySize"),
                Number(data, "seatsLeft")));
        Assert.Equal(typeof(DeliverWebhooksJob), Host.Jobs.All[^1].Type);
    }

    [Fact]
    public async Task A_sale_at_the_box_office_has_the_id_of_the_new_reservation()
    {
        await Host.Database.AddAsync(Performance);
        await AddWebhookAsync(AllEvents);
        var sold = await Host.SellSeats.SellAsync(
            Performance.Id, new ReservationInput("Ada", null, null, null, "3"), Guid.NewGuid(), Bea, CancellationToken.None);

        var data = DataOf(Assert.Single(await MessagesAsync()));
        Assert.Equal((sold.Value!.Id, 7), (Number(data, "reservationId"), Number(data, "seatsLeft")));
    }

    [Fact]
    public async Task Only_the_chosen_events_are_told_and_each_to_every_webhook_that_chose_it()
    {
        await AddWebhookAsync("performance.sold_out");
        await AddWebhookAsync("reservation.cancelled", "reservation.confirmed");
        await AddWebhookAsync("reservation.confirmed");
        await ConfirmAsync(await LinkAsync(4));

        var messages = await MessagesAsync();
        Assert.Equal([2, 3], messages.Select(m => m.WebhookId));
        Assert.Single(messages.Select(m => (m.EventId, m.Body)).Distinct());
    }

    [Fact]
    public async Task A_refused_confirmation_tells_nothing()
    {
        await StoredAsync(AParty(9).Confirmed());
        await AddWebhookAsync(AllEvents);
        Assert.Equal(
            FailureKind.NotEnoughSeats,
            (await Host.ConfirmReservation.ConfirmAsync(await LinkAsync(4), Guid.NewGuid(), null, CancellationToken.None)).Failure?.Kind);

        Assert.Empty(await MessagesAsync());
    }

    [Fact]
    public async Task Cancelled_are_only_those_that_were_confirmed()
    {
        var (confirmed, pending) = (await StoredAsync(AParty(2).Confirmed()), await StoredAsync(AParty(3)));
        await AddWebhookAsync(AllEvents);
        foreach (var party in new[] { pending, confirmed })
        {
            Assert.True((await Host.CancelReservation.CancelAsync(party.Id, notifyParty: false, null, Bea, CancellationToken.None)).Succeeded);
        }

        var message = Assert.Single(await MessagesAsync());
        Assert.Equal(("reservation.cancelled", confirmed.Id), (message.Type, Number(DataOf(message), "reservationId")));
    }

    [Fact]
    public async Task A_cancelled_performance_cancels_each_confirmed_reservation()
    {
        await StoredAsync(AParty(2).Confirmed());
        await StoredAsync(AParty(3).Confirmed());
        await StoredAsync(AParty(1));
        await AddWebhookAsync(AllEvents);
        Assert.True((await Host.CancelPerformance.CancelAsync(Performance.Id, "ill", Bea, CancellationToken.None)).Succeeded);

        Assert.Equal(["reservation.cancelled", "reservation.cancelled"], (await MessagesAsync()).Select(m => m.Type));
    }

    [Fact]
    public async Task Sold_out_is_told_once_and_again_only_after_there_were_seats()
    {
        var first = await StoredAsync(AParty(8).Confirmed());
        await AddWebhookAsync("performance.sold_out");
        await ConfirmAsync(await LinkAsync(2));
        var message = Assert.Single(await MessagesAsync());
        Assert.Equal(("performance.sold_out", 0), (message.Type, Number(DataOf(message), "seatsLeft")));

        // Another locked change that leaves it sold out.
        await Host.ChangePartySize.ChangeAsync(first.Id, "8", Bea, CancellationToken.None);
        Assert.Single(await MessagesAsync());

        await Host.CancelReservation.CancelAsync(first.Id, notifyParty: false, null, Bea, CancellationToken.None);
        await ConfirmAsync(await LinkAsync(8));
        Assert.Equal(2, (await MessagesAsync()).Count);
    }

    [Fact]
    public async Task Seats_that_go_to_the_waiting_list_confirm_it_and_the_performance_stays_sold_out()
    {
        var first = await StoredAsync(AParty(10).Confirmed());
        var waiting = await StoredAsync(AParty(10).Waiting(Now, smallest: 10));
        await AddWebhookAsync(AllEvents);
        await Host.CancelReservation.CancelAsync(first.Id, notifyParty: false, null, Bea, CancellationToken.None);

        var messages = await MessagesAsync();
        Assert.Equal(
            [("reservation.cancelled", first.Id, 0), ("reservation.confirmed", waiting.Id, 0)],
            messages.Select(m => (m.Type, Number(DataOf(m), "reservationId"), Number(DataOf(m), "seatsLeft"))));
    }

    [Fact]
    public async Task A_moved_reservation_is_neither_cancelled_nor_confirmed()
    {
        var party = await StoredAsync(AParty(2).Confirmed());
        var other = new APerformance().WithCapacity(2).Build();
        await Host.Database.AddAsync(other);
        await AddWebhookAsync(AllEvents);
        Assert.True((await Host.MoveReservation.MoveAsync(party.Id, other.Id, Bea, CancellationToken.None)).Succeeded);

        var message = Assert.Single(await MessagesAsync());
        Assert.Equal(("performance.sold_out", other.Id), (message.Type, Number(DataOf(message), "performanceId")));
    }

    [Fact]
    public async Task A_check_in_and_the_rest_of_the_party_are_told()
    {
        var code = await Host.AddTicketAsync(AParty(5).Confirmed().Build());
        await AddWebhookAsync(AllEvents);
        Host.Clock.SetUtcNow(new DateTimeOffset(Performance.StartsAt));
        foreach (var admission in new[] { new Admission(Guid.NewGuid(), 3), new Admission(Guid.NewGuid(), IsRemainder: true) })
        {
            Assert.True((await Host.CheckInParty.AdmitAsync(code, Host.Steward, admission, CancellationToken.None)).Succeeded);
        }

        Assert.Equal(
            [("reservation.checked_in", 3, 3), ("reservation.checked_in", 2, 5)],
            (await MessagesAsync()).Select(m => (m.Type, Number(DataOf(m), "peopleAdmitted"), Number(DataOf(m), "peopleInside"))));
    }

    [Fact]
    public async Task A_walk_in_is_confirmed_and_checked_in()
    {
        await Host.Database.AddAsync(Performance);
        await AddWebhookAsync(AllEvents);
        Host.Clock.SetUtcNow(new DateTimeOffset(Performance.StartsAt));
        Assert.True((await Host.AdmitWalkIn.AdmitAsync(Performance.Id, "Ada", "2", Host.Steward, Guid.NewGuid(), CancellationToken.None)).Succeeded);

        Assert.Equal(["reservation.confirmed", "reservation.checked_in"], (await MessagesAsync()).Select(m => m.Type));
    }

    [Fact]
    public async Task What_happens_while_a_webhook_is_off_is_never_told()
    {
        var id = await AddWebhookAsync(AllEvents);
        await Host.Webhooks.Switch.OffAsync(id, Bea, CancellationToken.None);
        await ConfirmAsync(await LinkAsync(2));
        await Host.Webhooks.Switch.OnAsync(id, Bea, CancellationToken.None);

        Assert.Empty(await MessagesAsync());
    }

    protected async Task<int> AddWebhookAsync(params string[] events)
    {
        var input = new WebhookInput { WebhookAddress = "https://receiver.example/", WebhookEvents = events };
        return (await Host.Webhooks.Add.AddAsync(input, Bea, CancellationToken.None)).Value!.Id;
    }

    /// <summary>Stores a pending party.</summary>
    /// <returns>Its confirmation token.</returns>
    protected async Task<Token> LinkAsync(int people)
    {
        var party = await StoredAsync(AParty(people));
        var link = Token.New();
        await using var db = Host.Database.CreateDbContext();
        db.Attach(party);
        db.Add(ReservationToken.Of(link, TokenPurpose.Confirmation, party, Now, party.ExpiresAt));
        await db.SaveChangesAsync();
        return link;
    }

    private async Task ConfirmAsync(Token link) =>
        Assert.True((await Host.ConfirmReservation.ConfirmAsync(link, Guid.NewGuid(), null, CancellationToken.None)).Succeeded);

    private Task<List<WebhookDelivery>> MessagesAsync() => Host.Database.ReadAsync(db => db.WebhookDeliveries.OrderBy(d => d.Id).ToListAsync());

    private static JsonElement DataOf(WebhookDelivery message) => JsonDocument.Parse(message.Body).RootElement.GetProperty("data");

    private static int Number(JsonElement data, string name) => data.GetProperty(name).GetInt32();
}
