using BookingFlow.Web.Data;
using BookingFlow.Web.UseCases.Reservations;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.UseCases.Reservations;

public sealed class ReserveSeatsOnSqliteTests() : ReserveSeatsTests(DatabaseDialect.Sqlite);

public sealed class ReserveSeatsOnSqlServerTests() : ReserveSeatsTests(DatabaseDialect.SqlServer);

public abstract class ReserveSeatsTests(DatabaseDialect dialect) : UseCaseTests(dialect)
{
    private static readonly ReservationInput Ada = new("Ada Lovelace", "ada@example.org", "", null, "2");

    [Fact]
    public async Task A_request_becomes_a_pending_reservation_and_owes_one_mail()
    {
        var performance = await PlayedAsync(new APerformance().WithCapacity(10));

        var result = await ReserveAsync(performance, Ada);

        var stored = await House.ReservationAsync(result.Value!.Id);
        Assert.Equal((ReservationStatus.Pending, "Ada Lovelace", 2, null), (stored.Status, stored.Name, stored.PartySize, stored.Phone));
        Assert.Equal((AMoment.Now, AMoment.Now.AddHours(24)), (stored.CreatedAt, stored.ExpiresAt));
        Assert.Equal(stored.Reference, Reference.Read(stored.Reference));
        var mail = Assert.Single(await MailsAsync());
        Assert.Equal((MailKind.Confirmation, stored.Id, AMoment.Now), (mail.Kind, mail.ReservationId, mail.NextAttemptAt));
        Assert.Equal([mail.Id], House.Jobs.Mails);
    }

    [Fact]
    public async Task A_pending_reservation_takes_no_seat_and_makes_no_token()
    {
        var performance = await PlayedAsync(new APerformance().WithCapacity(2));

        await ReserveAsync(performance, Ada);
        await ReserveAsync(performance, Ada with { Name = "Eve" });

        Assert.Equal(2, await ReservationsAsync());
        Assert.Equal(
            (2, 0), ((await House.PerformanceAsync(performance.Id)).SeatsLeft, await House.Database.ReadAsync(db => db.Tokens.CountAsync())));
    }

    [Fact]
    public async Task A_link_never_works_past_the_start()
    {
        var performance = await PlayedAsync(new APerformance().At(AMoment.Now.AddHours(3)));

        Assert.Equal(performance.StartsAt, (await ReserveAsync(performance, Ada)).Value!.ExpiresAt);
    }

    [Fact]
    public async Task The_same_submission_sent_twice_makes_one_reservation_and_one_mail()
    {
        var performance = await PlayedAsync(new APerformance());
        var submission = Guid.NewGuid();

        var first = await ReserveAsync(performance, Ada, submission);
        var second = await ReserveAsync(performance, Ada with { Name = " Ada Lovelace " }, submission);

        Assert.Equal(first.Value!.Id, second.Value!.Id);
        Assert.Equal((1, 1, 1), (await ReservationsAsync(), (await MailsAsync()).Count, House.Jobs.Mails.Count));
    }

    [Fact]
    public async Task The_same_submission_sent_many_times_at_once_makes_one_reservation_and_one_mail()
    {
        var performance = await PlayedAsync(new APerformance());
        var submission = Guid.NewGuid();

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => ReserveAsync(performance, Ada, submission))));

        Assert.Single(results.Select(r => r.Value!.Id).Distinct());
        Assert.Equal((1, 1), (await ReservationsAsync(), (await MailsAsync()).Count));
    }

    [Fact]
    public async Task Going_back_and_changing_the_request_makes_another_reservation()
    {
        var performance = await PlayedAsync(new APerformance());
        var submission = Guid.NewGuid();

        await ReserveAsync(performance, Ada, submission);
        await ReserveAsync(performance, Ada with { PartySize = "3" }, submission);

        Assert.Equal((2, 2), (await ReservationsAsync(), (await MailsAsync()).Count));
    }

    [Fact]
    public async Task A_double_click_is_answered_as_the_first_time_even_when_booking_has_closed_in_between()
    {
        var performance = await PlayedAsync(new APerformance().BookingCloses(AMoment.Now.AddMinutes(1)));
        var submission = Guid.NewGuid();
        var first = await ReserveAsync(performance, Ada, submission);

        House.Clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(first.Value!.Id, (await ReserveAsync(performance, Ada, submission)).Value?.Id);
        Assert.Equal(FailureKind.BookingClosed, (await ReserveAsync(performance, Ada)).Failure?.Kind);
    }

    [Fact]
    public async Task An_unknown_a_private_and_an_unpublished_performance_are_not_found_alike()
    {
        var hidden = await PlayedAsync(new APerformance().Private());
        var unpublished = await PlayedAsync(new APerformance().Of(new AShow().Unpublished().Build()));

        Assert.Equal(new Failure(FailureKind.PerformanceNotFound).ToString(), (await ReserveAsync(hidden, Ada)).Failure?.ToString());
        Assert.Equal(new Failure(FailureKind.PerformanceNotFound).ToString(), (await ReserveAsync(unpublished, Ada)).Failure?.ToString());
        Assert.Equal(
            new Failure(FailureKind.PerformanceNotFound).ToString(),
            (await House.ReserveSeats.ReserveAsync(4711, Ada, Guid.NewGuid(), CancellationToken.None)).Failure?.ToString());
        await NothingHappenedAsync();
    }

    [Fact]
    public async Task What_was_typed_wrong_is_told_before_that_booking_is_closed()
    {
        var performance = await PlayedAsync(new APerformance().BookingDisabled());

        var refusal = (await ReserveAsync(performance, Ada with { Email = "ada", PartySize = "0" })).Failure!;

        Assert.Equal(FailureKind.InvalidInput, refusal.Kind);
        Assert.Equal([FormField.Email, FormField.PartySize], refusal.Fields.Select(f => f.Field));
        await NothingHappenedAsync();
    }

    [Theory]
    [InlineData(null, 10)]
    [InlineData(4, 4)]
    [InlineData(12, 12)]
    public async Task A_party_may_be_as_large_as_the_performance_or_else_theHouse_allows(int? ofPerformance, int most)
    {
        var performance = await PlayedAsync(new APerformance().WithPartiesUpTo(ofPerformance));

        Assert.True((await ReserveAsync(performance, Ada with { PartySize = $"{most}" })).Succeeded);
        var refusal = (await ReserveAsync(performance, Ada with { PartySize = $"{most + 1}" })).Failure!;
        Assert.Equal([new InvalidField(FormField.PartySize, FieldProblem.TooMany, most)], refusal.Fields);
    }

    [Fact]
    public async Task A_closed_booking_is_told_with_its_reason_and_before_that_too_few_seats_are_left()
    {
        var opens = AMoment.Now.AddDays(1);
        var performance = await PlayedAsync(new APerformance().BookingOpens(opens).WithCapacity(1));

        var refusal = (await ReserveAsync(performance, Ada)).Failure!;

        Assert.Equal((FailureKind.BookingClosed, BookingClosedReason.NotYetOpen, opens), (refusal.Kind, refusal.ClosedBecause, refusal.OpensAt));
        await NothingHappenedAsync();
    }

    [Fact]
    public async Task A_party_that_does_not_fit_is_told_how_many_seats_are_left()
    {
        var performance = await PlayedAsync(new APerformance().WithCapacity(5).WithConfirmedSeats(4));

        var refusal = (await ReserveAsync(performance, Ada)).Failure!;

        Assert.Equal((FailureKind.NotEnoughSeats, 1, performance.Id), (refusal.Kind, refusal.SeatsLeft, refusal.Performance?.PerformanceId));
        await NothingHappenedAsync();
    }

    [Fact]
    public async Task A_job_queue_that_is_out_of_order_loses_nothing()
    {
        House.Jobs.IsOutOfOrder = true;

        Assert.True((await ReserveAsync(await PlayedAsync(new APerformance()), Ada)).Succeeded);
        Assert.Single(await MailsAsync());
    }

    private async Task<Performance> PlayedAsync(APerformance performance)
    {
        var built = performance.Build();
        await House.Database.AddAsync(built);
        return built;
    }

    private Task<Result<Reservation>> ReserveAsync(Performance performance, ReservationInput typed, Guid? submission = null) =>
        House.ReserveSeats.ReserveAsync(performance.Id, typed, submission ?? Guid.NewGuid(), CancellationToken.None);

    private Task<int> ReservationsAsync() => House.Database.ReadAsync(db => db.Reservations.CountAsync());

    private Task<List<OutboxMail>> MailsAsync() => House.Database.ReadAsync(db => db.Outbox.ToListAsync());

    private async Task NothingHappenedAsync() =>
        Assert.Equal((0, 0, 0), (await ReservationsAsync(), (await MailsAsync()).Count, House.Jobs.All.Count));
}
