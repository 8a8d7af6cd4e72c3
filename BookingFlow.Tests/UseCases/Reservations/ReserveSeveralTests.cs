using BookingFlow.Web.Data;
using BookingFlow.Web.UseCases.Reservations;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.UseCases.Reservations;

public sealed class ReserveSeveralOnSqliteTests() : ReserveSeveralTests(DatabaseDialect.Sqlite);

public sealed class ReserveSeveralOnSqlServerTests() : ReserveSeveralTests(DatabaseDialect.SqlServer);

public abstract class ReserveSeveralTests(DatabaseDialect dialect) : UseCaseTests(dialect)
{
    private readonly Guid _submission = Guid.NewGuid();
    private readonly Show _show = new AShow().Build();
    private Performance[] _evenings = [];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _show.SeveralAtOnce = true;
        // Stored in another order than they are played.
        _evenings = [.. new[] { 3, 1, 2 }.Select(day => new APerformance().Of(_show).WithCapacity(4).At(TestTimes.StartsAt.AddDays(day)).Build())];
        await Host.Database.AddAsync([.. _evenings]);
        _evenings = [.. _evenings.OrderBy(p => p.StartsAt)];
    }

    [Fact]
    public async Task Each_performance_gets_a_pending_reservation_and_one_mail_is_sent_for_the_last()
    {
        var made = await ReserveAsync(("2", 0), ("3", 1), (" 1 ", 2));

        var stored = await StoredAsync();
        Assert.Equal(_evenings.Select((p, i) => (p.Id, new[] { 2, 3, 1 }[i])), stored.Select(r => (r.PerformanceId, r.PartySize)));
        Assert.All(stored, r => Assert.Equal((ReservationStatus.Pending, "ada@example.org", "it"), (r.Status, r.Email, r.Language)));
        Assert.NotNull(stored[0].GroupId);
        Assert.Single(stored.Select(r => r.GroupId).Distinct());
        Assert.Equal(3, stored.Select(r => r.Reference).Distinct().Count());
        var mail = Assert.Single(await Host.Database.ReadAsync(db => db.Outbox.ToListAsync()));
        Assert.Equal((MailKind.Confirmation, stored[2].Id, made.Value!.Id), (mail.Kind, mail.ReservationId!.Value, stored[2].Id));
        Assert.Equal([mail.Id], Host.Jobs.MailIds);
    }

    [Fact]
    public async Task Same_submission_twice_is_stored_once_and_changed_input_again()
    {
        var first = await ReserveAsync(("2", 0), ("3", 1));
        var again = await ReserveAsync(("2", 0), ("3", 1));
        Assert.Equal(first.Value!.Id, again.Value!.Id);
        Assert.Equal(2, (await StoredAsync()).Count);

        Assert.True((await ReserveAsync(("1", 0), ("3", 1))).Succeeded);

        var stored = await StoredAsync();
        Assert.Equal((4, 2), (stored.Count, stored.Select(r => r.GroupId).Distinct().Count()));
    }

    [Fact]
    public async Task Parallel_repeats_of_one_submission_are_stored_once()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => ReserveAsync(("2", 0), ("3", 1), ("1", 2)))));

        Assert.Single(results.Select(result => result.Value!.Id).Distinct());
        Assert.Equal(3, (await StoredAsync()).Count);
        Assert.Equal(1, await Host.Database.ReadAsync(db => db.Outbox.CountAsync()));
    }

    [Fact]
    public async Task The_same_submission_gets_its_answer_also_when_it_is_sold_out_meanwhile()
    {
        var first = await ReserveAsync(("2", 0), ("3", 1));
        await Host.Database.ReadAsync(db => db.Performances.ExecuteUpdateAsync(set => set.SetProperty(p => p.ManuallyOccupiedSeats, 4)));

        Assert.Equal(first.Value!.Id, (await ReserveAsync(("2", 0), ("3", 1))).Value?.Id);
    }

    [Fact]
    public async Task A_single_performance_is_a_reservation_like_any_other()
    {
        Assert.True((await ReserveAsync(("2", 1), ("", 0), ("0", 2))).Succeeded);

        Assert.Null(Assert.Single(await StoredAsync()).GroupId);
    }

    [Fact]
    public async Task Rows_that_cannot_be_reserved_are_told_one_by_one_and_nothing_is_stored()
    {
        await Host.Database.ReadAsync(db => db.Performances.Where(p => p.Id == _evenings[0].Id)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.BookingEnabled, false)));

        var refused = (await ReserveAsync(("2", 0), ("2", 1), ("5", 2))).Failure!;

        Assert.Equal(
            [(FailureKind.BookingClosed, _evenings[0].Id, null), (FailureKind.NotEnoughSeats, _evenings[2].Id, 4)],
            refused.Each.Select(one => (one.Kind, one.Performance!.PerformanceId, one.SeatsLeft)));
        Assert.Empty(await StoredAsync());
        Assert.Empty(Host.Jobs.MailIds);
    }

    [Fact]
    public async Task Invalid_numbers_and_fields_are_told_together()
    {
        var refused = (await ReserveAsync(
            new ReservationInput("", "ada at example", null, null, null), ("two", 0), ("11", 1), ("2", 2))).Failure!;

        Assert.Equal(FailureKind.InvalidInput, refused.Kind);
        Assert.Equal([FormField.Name, FormField.Email], refused.Fields.Select(wrong => wrong.Field));
        Assert.Equal(
            [(FieldProblem.NotANumber, _evenings[0].Id), (FieldProblem.TooMany, _evenings[1].Id)],
            refused.Each.Select(one => (one.Fields[0].Problem, one.Performance!.PerformanceId)));
    }

    [Theory]
    [InlineData(0, FieldProblem.Missing)]
    [InlineData(Limits.PerformancesAtOnce + 1, FieldProblem.TooLarge)]
    public async Task None_and_too_many_performances_are_refused(int count, FieldProblem problem)
    {
        var people = Enumerable.Range(1, count).ToDictionary(id => id, _ => (string?)"2");

        var refused = (await Host.ReserveSeveral.ReserveAsync(_show.Slug, Ada, people, _submission, CancellationToken.None)).Failure!;

        Assert.Equal((FormField.Performances, problem), Assert.Single(refused.Fields.Select(wrong => (wrong.Field, wrong.Problem))));
    }

    [Fact]
    public async Task Performances_that_are_not_listed_or_of_another_show_are_no_longer_in_the_form()
    {
        var hidden = new APerformance().ByLink().Build();
        var other = new APerformance().Build();
        other.Show.SeveralAtOnce = true;
        await Host.Database.AddAsync(hidden, other);
        await Host.Database.ReadAsync(db => db.Performances.Where(p => p.Id == hidden.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.ShowId, _show.Id)));
        foreach (var id in new[] { hidden.Id, other.Id })
        {
            var people = new Dictionary<int, string?> { [_evenings[0].Id] = "2", [id] = "2" };
            var refused = (await Host.ReserveSeveral.ReserveAsync(_show.Slug, Ada, people, _submission, CancellationToken.None)).Failure!;
            Assert.Equal(FailureKind.PerformanceNotFound, Assert.Single(refused.Each).Kind);
        }

        Assert.Empty(await StoredAsync());
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task A_show_that_does_not_allow_it_or_is_not_published_is_not_found(bool allows, bool isPublished)
    {
        await Host.Database.ReadAsync(db => db.Shows.ExecuteUpdateAsync(
            set => set.SetProperty(s => s.SeveralAtOnce, allows).SetProperty(s => s.IsPublished, isPublished)));

        Assert.Equal(FailureKind.ShowNotFound, (await ReserveAsync(("2", 0), ("2", 1))).Failure?.Kind);
    }

    private static ReservationInput Ada => new("Ada", "ada@example.org", null, null, null) { Language = "it" };

    private Task<Result<Reservation>> ReserveAsync(params (string People, int Evening)[] rows) => ReserveAsync(Ada, rows);

    private Task<Result<Reservation>> ReserveAsync(ReservationInput input, params (string People, int Evening)[] rows)
    {
        var people = rows.ToDictionary(row => _evenings[row.Evening].Id, row => (string?)row.People);
        return Host.ReserveSeveral.ReserveAsync(_show.Slug, input, people, _submission, CancellationToken.None);
    }

    private Task<List<Reservation>> StoredAsync() =>
        Host.Database.ReadAsync(db => db.Reservations.OrderBy(r => r.Performance.StartsAt).ThenBy(r => r.Id).ToListAsync());
}
