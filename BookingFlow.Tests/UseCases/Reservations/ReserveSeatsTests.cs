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
    public async Task Reserving_creates_a_pending_reservation_and_one_mail()
    {
        var performance = await StorePerformanceAsync(new APerformance().WithCapacity(10));

        var result = await ReserveAsync(performance, Ada);

        var stored = await Host.ReservationAsync(result.Value!.Id);
        Assert.Equal((ReservationStatus.Pending, "Ada Lovelace", 2, null), (stored.Status, stored.Name, stored.PartySize, stored.Phone));
        Assert.Equal((TestTimes.Now, TestTimes.Now.AddHours(24)), (stored.CreatedAt, stored.ExpiresAt));
        Assert.Equal(stored.Reference, Reference.Read(stored.Reference));
        var mail = Assert.Single(await MailsAsync());
        Assert.Equal((MailKind.Confirmation, stored.Id, TestTimes.Now), (mail.Kind, mail.ReservationId, mail.NextAttemptAt));
        Assert.Equal([mail.Id], Host.Jobs.MailIds);
    }

    [Fact]
    public async Task Pending_reservation_takes_no_seat_and_has_no_token()
    {
        var performance = await StorePerformanceAsync(new APerformance().WithCapacity(2));

        await ReserveAsync(performance, Ada);
        await ReserveAsync(performance, Ada with { Name = "Eve" });

        Assert.Equal(2, await ReservationsAsync());
        Assert.Equal(
            (2, 0), ((await Host.PerformanceAsync(performance.Id)).SeatsLeft, await Host.Database.ReadAsync(db => db.Tokens.CountAsync())));
    }

    [Fact]
    public async Task Reservation_expires_no_later_than_the_start()
    {
        var performance = await StorePerformanceAsync(new APerformance().At(TestTimes.Now.AddHours(3)));

        Assert.Equal(performance.StartsAt, (await ReserveAsync(performance, Ada)).Value!.ExpiresAt);
    }

    [Fact]
    public async Task Same_submission_twice_makes_one_reservation_and_one_mail()
    {
        var performance = await StorePerformanceAsync(new APerformance());
        var submission = Guid.NewGuid();

        var first = await ReserveAsync(performance, Ada, submission);
        var second = await ReserveAsync(performance, Ada with { Name = " Ada Lovelace " }, submission);

        Assert.Equal(first.Value!.Id, second.Value!.Id);
        Assert.Equal((1, 1, 1), (await ReservationsAsync(), (await MailsAsync()).Count, Host.Jobs.MailIds.Count));
    }

    [Fact]
    public async Task Parallel_repeats_of_one_submission_make_one_reservation_and_one_mail()
    {
        var performance = await StorePerformanceAsync(new APerformance());
        var submission = Guid.NewGuid();

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => ReserveAsync(performance, Ada, submission))));

        Assert.Single(results.Select(r => r.Value!.Id).Distinct());
        Assert.Equal((1, 1), (await ReservationsAsync(), (await MailsAsync()).Count));
    }

    [Fact]
    public async Task Changed_input_with_the_same_submission_id_makes_another_reservation()
    {
        var performance = await StorePerformanceAsync(new APerformance());
        var submission = Guid.NewGuid();

        await ReserveAsync(performance, Ada, submission);
        await ReserveAsync(performance, Ada with { PartySize = "3" }, submission);

        Assert.Equal((2, 2), (await ReservationsAsync(), (await MailsAsync()).Count));
    }

    [Fact]
    public async Task Repeated_submission_returns_the_first_reservation_after_booking_has_closed()
    {
        var performance = await StorePerformanceAsync(new APerformance().BookingCloses(TestTimes.Now.AddMinutes(1)));
        var submission = Guid.NewGuid();
        var first = await ReserveAsync(performance, Ada, submission);

        Host.Clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(first.Value!.Id, (await ReserveAsync(performance, Ada, submission)).Value?.Id);
        Assert.Equal(FailureKind.BookingClosed, (await ReserveAsync(performance, Ada)).Failure?.Kind);
    }

    [Fact]
    public async Task Unknown_private_and_unpublished_performances_return_the_same_failure()
    {
        var hidden = await StorePerformanceAsync(new APerformance().Private());
        var unpublished = await StorePerformanceAsync(new APerformance().Of(new AShow().Unpublished().Build()));

        Assert.Equal(new Failure(FailureKind.PerformanceNotFound).ToString(), (await ReserveAsync(hidden, Ada)).Failure?.ToString());
        Assert.Equal(new Failure(FailureKind.PerformanceNotFound).ToString(), (await ReserveAsync(unpublished, Ada)).Failure?.ToString());
        Assert.Equal(
            new Failure(FailureKind.PerformanceNotFound).ToString(),
            (await Host.ReserveSeats.ReserveAsync(4711, Ada, Guid.NewGuid(), CancellationToken.None)).Failure?.ToString());
        await AssertNothingStoredAsync();
    }

    [Fact]
    public async Task Invalid_input_takes_precedence_over_closed_booking()
    {
        var performance = await StorePerformanceAsync(new APerformance().BookingDisabled());

        var refusal = (await ReserveAsync(performance, Ada with { Email = "ada", PartySize = "0" })).Failure!;

        Assert.Equal(FailureKind.InvalidInput, refusal.Kind);
        Assert.Equal([FormField.Email, FormField.PartySize], refusal.Fields.Select(f => f.Field));
        await AssertNothingStoredAsync();
    }

    [Theory]
    [InlineData(null, 10)]
    [InlineData(4, 4)]
    [InlineData(12, 12)]
    public async Task Party_size_is_limited_by_the_performance_or_else_the_settings(int? ofPerformance, int most)
    {
        var performance = await StorePerformanceAsync(new APerformance().WithMaxPartySize(ofPerformance));

        Assert.True((await ReserveAsync(performance, Ada with { PartySize = $"{most}" })).Succeeded);
        var refusal = (await ReserveAsync(performance, Ada with { PartySize = $"{most + 1}" })).Failure!;
        Assert.Equal([new InvalidField(FormField.PartySize, FieldProblem.TooMany, most)], refusal.Fields);
    }

    [Fact]
    public async Task Closed_booking_takes_precedence_over_too_few_seats()
    {
        var opens = TestTimes.Now.AddDays(1);
        var performance = await StorePerformanceAsync(new APerformance().BookingOpens(opens).WithCapacity(1));

        var refusal = (await ReserveAsync(performance, Ada)).Failure!;

        Assert.Equal((FailureKind.BookingClosed, BookingClosedReason.NotYetOpen, opens), (refusal.Kind, refusal.ClosedBecause, refusal.OpensAt));
        await AssertNothingStoredAsync();
    }

    [Fact]
    public async Task Party_that_does_not_fit_is_refused_with_the_seats_left()
    {
        var performance = await StorePerformanceAsync(new APerformance().WithCapacity(5).WithConfirmedSeats(4));

        var refusal = (await ReserveAsync(performance, Ada)).Failure!;

        Assert.Equal((FailureKind.NotEnoughSeats, 1, performance.Id), (refusal.Kind, refusal.SeatsLeft, refusal.Performance?.PerformanceId));
        await AssertNothingStoredAsync();
    }

    [Fact]
    public async Task Failing_job_queue_loses_no_mail()
    {
        Host.Jobs.IsUnavailable = true;

        Assert.True((await ReserveAsync(await StorePerformanceAsync(new APerformance()), Ada)).Succeeded);
        Assert.Single(await MailsAsync());
    }

    private async Task<Performance> StorePerformanceAsync(APerformance performance)
    {
        var built = performance.Build();
        await Host.Database.AddAsync(built);
        return built;
    }

    private Task<Result<Reservation>> ReserveAsync(Performance performance, ReservationInput input, Guid? submission = null) =>
        Host.ReserveSeats.ReserveAsync(performance.Id, input, submission ?? Guid.NewGuid(), CancellationToken.None);

    private Task<int> ReservationsAsync() => Host.Database.ReadAsync(db => db.Reservations.CountAsync());

    private Task<List<OutboxMail>> MailsAsync() => Host.Database.ReadAsync(db => db.Outbox.ToListAsync());

    private async Task AssertNothingStoredAsync() =>
        Assert.Equal((0, 0, 0), (await ReservationsAsync(), (await MailsAsync()).Count, Host.Jobs.All.Count));
}
