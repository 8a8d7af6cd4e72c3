using BookingFlow.Tests.Builders;
using BookingFlow.Tests.Infrastructure;
using BookingFlow.Web.Booking;
using BookingFlow.Web.Data;
using BookingFlow.Web.Domain;
using BookingFlow.Web.Emails;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace BookingFlow.Tests.Data;

/// <summary>What SQL Server is asked, in which order, without a server: it is where the lock is made of words.</summary>
public sealed class SqlServerWireTests
{
    private const string Lock = "SELECT [Id] AS [Value] FROM [Performances] WITH (UPDLOCK, ROWLOCK) WHERE [Id] = @p0";
    private readonly SqlServerWire _wire = new();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(AMoment.Now));
    private readonly Token _link = Token.New();

    [Fact]
    public async Task Confirming_locks_first_then_reads_counts_writes_and_commits()
    {
        Stored(TokenPurpose.Confirmation, ReservationStatus.Pending);

        var result = await ConfirmAsync();

        Assert.Equal(_link.Ticket.Text, result.Value.Text);
        var inside = InsideTheTransaction(SqlServerWire.Commit);
        Assert.Equal(Lock, inside[0]);
        Assert.Equal(
            ["SELECT Performances Rooms Shows", "SELECT SUM Reservations", "SELECT ReservationTokens Reservations"],
            inside.Skip(1).Take(3).Select(Told));
        Assert.NotEmpty(inside.Skip(4));
        Assert.All(inside.Skip(4), written => Assert.DoesNotContain(SqlServerWire.Parse(written), s => s is SelectStatement));
        var writes = string.Join('\n', inside.Skip(4));
        Assert.Contains("UPDATE [Performances] SET [ConfirmedSeats]", writes, StringComparison.Ordinal);
        Assert.Contains("UPDATE [Reservations] SET", writes, StringComparison.Ordinal);
        Assert.Contains("[Outbox]", writes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_under_the_lock_writes_nothing_and_rolls_back()
    {
        Stored(TokenPurpose.Confirmation, ReservationStatus.Pending);
        _wire.Sum = 39;

        var result = await ConfirmAsync();

        Assert.Equal((FailureKind.NotEnoughSeats, 1), (result.Failure?.Kind, result.Failure?.SeatsLeft));
        Assert.Equal(Lock, InsideTheTransaction(SqlServerWire.Rollback)[0]);
        Assert.All(Statements(), statement => Assert.IsType<SelectStatement>(statement));
    }

    [Fact]
    public async Task The_performance_is_written_only_if_its_version_is_the_one_that_was_read()
    {
        Stored(TokenPurpose.Confirmation, ReservationStatus.Pending);

        await ConfirmAsync();

        var update = Statements().OfType<UpdateStatement>().Single(s => TextOf(s).StartsWith("UPDATE [Performances]", StringComparison.Ordinal));
        var condition = TextOf(update.UpdateSpecification.WhereClause);
        Assert.Contains("[Id] = ", condition, StringComparison.Ordinal);
        Assert.Contains("[Version] = ", condition, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_lock_itself_carries_lock_hints()
    {
        Stored(TokenPurpose.Confirmation, ReservationStatus.Pending);
        await ConfirmAsync();
        Stored(TokenPurpose.CheckIn, ReservationStatus.Confirmed);
        await AdmitAsync();

        Assert.Equal([Lock, Lock], _wire.Sent.Where(HasHints));
    }

    [Fact]
    public async Task Before_the_transaction_only_the_performance_to_lock_is_looked_up()
    {
        Stored(TokenPurpose.Confirmation, ReservationStatus.Pending);

        await ConfirmAsync();

        var before = Assert.Single(_wire.Sent.TakeWhile(s => s != SqlServerWire.Begin));
        Assert.Equal("SELECT ReservationTokens Reservations", Told(before));
    }

    [Fact]
    public async Task Letting_in_locks_first_too()
    {
        Stored(TokenPurpose.CheckIn, ReservationStatus.Confirmed);

        var refusal = await AdmitAsync();

        Assert.Equal(FailureKind.AlreadyCheckedIn, refusal.Failure?.Kind);
        var inside = InsideTheTransaction(SqlServerWire.Rollback);
        Assert.Equal(Lock, inside[0]);
        Assert.Equal(
            ["SELECT Performances Rooms Shows", "SELECT SUM Reservations", "SELECT ReservationTokens Reservations", "SELECT CheckIns"],
            inside.Skip(1).Select(Told));
    }

    [Fact]
    public async Task Several_performances_are_locked_one_by_one_in_ascending_id()
    {
        Stored(TokenPurpose.Confirmation, ReservationStatus.Pending);

        await Write().RunAsync<Performance>(
            async (db, cancelled) =>
            {
                await PerformanceLock.WaitAsync(db, [9, 3, 7, 3], cancelled);
                return new Failure(FailureKind.PerformanceNotFound);
            },
            CancellationToken.None);

        Assert.Equal([SqlServerWire.Begin, Lock, Lock, Lock, SqlServerWire.Rollback], _wire.Sent);
        Assert.Equal([3, 7, 9], _wire.Parameters);
    }

    [Fact]
    public async Task A_confirmation_whose_commit_went_unanswered_is_found_by_its_own_request_and_not_made_twice()
    {
        Stored(TokenPurpose.Confirmation, ReservationStatus.Pending);
        var request = Guid.NewGuid();
        var lost = false;
        _wire.Fault = sent =>
        {
            if (sent != SqlServerWire.Commit || lost)
            {
                return null;
            }

            // The server has committed; only its answer is lost with the connection.
            lost = true;
            _wire.Rows["Reservations"]["Status"] = StoredWords.Of(ReservationStatus.Confirmed);
            _wire.Rows["ReservationTokens"]["UsedByRequest"] = request;
            return SqlServerFault.Of(SqlServerFault.ConnectionLost);
        };

        var result = await ConfirmAsync(request);

        Assert.Equal(_link.Ticket.Text, result.Value.Text);
        Assert.Single(Statements().OfType<UpdateStatement>(), s => TextOf(s).StartsWith("UPDATE [Reservations]", StringComparison.Ordinal));
    }

    private Task<Result<Token>> ConfirmAsync(Guid? request = null) => new ConfirmReservation(
        _wire, Write(), new Outbox(new RecordedJobs(), NullLogger<Outbox>.Instance), _clock).ConfirmAsync(_link, request ?? Guid.NewGuid(), null, CancellationToken.None);

    private Task<Result<AdmittedParty>> AdmitAsync()
    {
        _clock.SetUtcNow(new DateTimeOffset(AMoment.CurtainUp));
        return new CheckInParty(_wire, Write(), OpenHouse.Rules, _clock).AdmitAsync(_link, new Steward(1, "Dora", null), Guid.NewGuid(), CancellationToken.None);
    }

    private WriteTransaction Write() => new(_wire, NullLogger<WriteTransaction>.Instance);

    private void Stored(TokenPurpose purpose, ReservationStatus status)
    {
        _wire.Rows["Shows"] = new() { ["Id"] = 1, ["Slug"] = "hamlet", ["Title"] = "Hamlet", ["Summary"] = "", ["Description"] = "", ["IsPublished"] = true };
        _wire.Rows["Rooms"] = new() { ["Id"] = 1, ["Name"] = "Cellar", ["Capacity"] = 40 };
        _wire.Rows["Performances"] = new()
        {
            ["Id"] = 7,
            ["ShowId"] = 1,
            ["RoomId"] = 1,
            ["StartsAt"] = AMoment.CurtainUp,
            ["IsPublic"] = true,
            ["BookingEnabled"] = true,
            ["AdditionalSeats"] = 0,
            ["ManuallyOccupiedSeats"] = 0,
            ["ConfirmedSeats"] = 0,
            ["Version"] = 1,
        };
        _wire.Rows["Reservations"] = new()
        {
            ["Id"] = 5,
            ["PerformanceId"] = 7,
            ["Reference"] = "K7QF-2M",
            ["Name"] = "Ada",
            ["Email"] = "ada@example.org",
            ["PartySize"] = 2,
            ["Status"] = StoredWords.Of(status),
            ["SubmissionKey"] = Guid.NewGuid(),
            ["CreatedAt"] = AMoment.Now,
            ["ExpiresAt"] = AMoment.CurtainUp,
        };
        _wire.Rows["ReservationTokens"] = new()
        {
            ["Id"] = 3,
            ["ReservationId"] = 5,
            ["Purpose"] = StoredWords.Of(purpose),
            ["Hash"] = _link.Hash,
            ["CreatedAt"] = AMoment.Now,
        };
        _wire.Rows["CheckIns"] = new()
        {
            ["Id"] = 2,
            ["ReservationId"] = 5,
            ["People"] = 2,
            ["At"] = AMoment.CurtainUp,
            ["StaffId"] = 2,
            ["StaffName"] = "Otto",
            ["RequestId"] = Guid.NewGuid(),
        };
    }

    private List<string> InsideTheTransaction(string end)
    {
        Assert.Single(_wire.Sent, s => s == SqlServerWire.Begin);
        Assert.Equal(end, _wire.Sent[^1]);
        return [.. _wire.Sent.SkipWhile(s => s != SqlServerWire.Begin).Skip(1).SkipLast(1)];
    }

    private IEnumerable<TSqlStatement> Statements() =>
        _wire.Sent.Where(s => s is not (SqlServerWire.Begin or SqlServerWire.Commit or SqlServerWire.Rollback)).SelectMany(SqlServerWire.Parse);

    private static bool HasHints(string sent)
    {
        var hints = new Hints();
        SqlServerWire.Parse(sent).ToList().ForEach(statement => statement.Accept(hints));
        return hints.Found;
    }

    // A query in short: whether it sums, and the tables in the order of the statement.
    private static string Told(string query)
    {
        var seen = new Seen();
        SqlServerWire.Parse(query).Single().Accept(seen);
        return string.Join(' ', seen.Words.Distinct());
    }

    private static string TextOf(TSqlFragment fragment) =>
        string.Concat(fragment.ScriptTokenStream.Skip(fragment.FirstTokenIndex).Take(fragment.LastTokenIndex - fragment.FirstTokenIndex + 1).Select(t => t.Text));

    private sealed class Hints : TSqlFragmentVisitor
    {
        public bool Found { get; private set; }

        // SERIALIZABLE on a MERGE's target would be one as well: EF writes none.
        public override void Visit(TableHint node) => Found = true;
    }

    private sealed class Seen : TSqlFragmentVisitor
    {
        public List<string> Words { get; } = [];

        public override void Visit(SelectStatement node) => Words.Add("SELECT");

        public override void Visit(FunctionCall node) => Words.Add(node.FunctionName.Value.ToUpperInvariant());

        public override void Visit(NamedTableReference node) => Words.Add(node.SchemaObject.BaseIdentifier.Value);
    }
}
