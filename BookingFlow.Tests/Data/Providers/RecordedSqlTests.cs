using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.Telemetry;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace BookingFlow.Tests.Data.Providers;

/// <summary>What SQL Server is asked, in which order, without a server: it is where the lock is made of words.</summary>
public sealed class RecordedSqlTests
{
    private const string Lock = SqlServerDatabase.Lock;
    private readonly SqlServerDatabase _house = new();

    private SqlRecorder Wire => _house.Wire;

    [Fact]
    public async Task Confirming_locks_first_then_reads_counts_writes_and_commits()
    {
        Stored(TokenPurpose.Confirmation, ReservationStatus.Pending);

        var result = await ConfirmAsync();

        Assert.Equal(_house.Token.Ticket.Text, result.Value.Text);
        var inside = InsideTheTransaction(SqlRecorder.Commit);
        Assert.Equal(Lock, inside[0]);
        Assert.Equal(
            ["SELECT Performances Rooms Shows", "SELECT SUM Reservations", "SELECT ReservationTokens Reservations"],
            inside.Skip(1).Take(3).Select(Told));
        Assert.NotEmpty(inside.Skip(4));
        Assert.All(inside.Skip(4), written => Assert.DoesNotContain(SqlRecorder.Parse(written), s => s is SelectStatement));
        var writes = string.Join('\n', inside.Skip(4));
        Assert.Contains("UPDATE [Performances] SET [ConfirmedSeats]", writes, StringComparison.Ordinal);
        Assert.Contains("UPDATE [Reservations] SET", writes, StringComparison.Ordinal);
        Assert.Contains("[Outbox]", writes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_under_the_lock_writes_nothing_and_rolls_back()
    {
        Stored(TokenPurpose.Confirmation, ReservationStatus.Pending);
        Wire.Sum = 39;

        var result = await ConfirmAsync();

        Assert.Equal((FailureKind.NotEnoughSeats, 1), (result.Failure?.Kind, result.Failure?.SeatsLeft));
        Assert.Equal(Lock, InsideTheTransaction(SqlRecorder.Rollback)[0]);
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

        Assert.Equal([Lock, Lock], Wire.Sent.Where(HasHints));
    }

    [Fact]
    public async Task Before_the_transaction_only_the_performance_to_lock_is_looked_up()
    {
        Stored(TokenPurpose.Confirmation, ReservationStatus.Pending);

        await ConfirmAsync();

        var before = Assert.Single(Wire.Sent.TakeWhile(s => s != SqlRecorder.Begin));
        Assert.Equal("SELECT ReservationTokens Reservations", Told(before));
    }

    [Fact]
    public async Task Letting_in_locks_first_too()
    {
        Stored(TokenPurpose.CheckIn, ReservationStatus.Confirmed);

        var refusal = await AdmitAsync();

        Assert.Equal(FailureKind.AlreadyCheckedIn, refusal.Failure?.Kind);
        string[] inside = [.. Wire.Sent.SkipWhile(s => s != SqlRecorder.Begin).Skip(1).TakeWhile(s => s != SqlRecorder.Rollback)];
        Assert.Equal(Lock, inside[0]);
        Assert.Equal(
            ["SELECT Performances Rooms Shows", "SELECT SUM Reservations", "SELECT Reservations", "SELECT CheckIns", "SELECT ScanEvents"],
            inside.Skip(1).Select(Told));
        // That it was refused is written down afterwards, when nobody waits for the performance any more.
        Assert.Equal(
            [SqlRecorder.Begin, SqlRecorder.Commit],
            Wire.Sent.Skip(inside.Length + 3).Where(s => s is SqlRecorder.Begin or SqlRecorder.Commit or SqlRecorder.Rollback));
    }

    [Fact]
    public async Task Several_performances_are_locked_one_by_one_in_ascending_id()
    {
        Stored(TokenPurpose.Confirmation, ReservationStatus.Pending);

        await _house.Write.RunAsync<Performance>(
            actor: null,
            async context =>
            {
                await PerformanceLock.WaitAsync(context.Db, [9, 3, 7, 3], context.Cancellation);
                return new Failure(FailureKind.PerformanceNotFound);
            },
            CancellationToken.None);

        Assert.Equal([SqlRecorder.Begin, Lock, Lock, Lock, SqlRecorder.Rollback], Wire.Sent);
        Assert.Equal([3, 7, 9], Wire.Parameters);
    }

    [Fact]
    public async Task A_confirmation_whose_commit_went_unanswered_is_found_by_its_own_request_and_not_made_twice()
    {
        Stored(TokenPurpose.Confirmation, ReservationStatus.Pending);
        var request = Guid.NewGuid();
        var lost = false;
        Wire.Fault = sent =>
        {
            if (sent != SqlRecorder.Commit || lost)
            {
                return null;
            }

            // The server has committed; only its answer is lost with the connection.
            lost = true;
            Wire.Rows["Reservations"]["Status"] = SnakeCase.Of(ReservationStatus.Confirmed);
            Wire.Rows["ReservationTokens"]["UsedByRequest"] = request;
            return SqlServerFault.Of(SqlServerFault.ConnectionLost);
        };

        var result = await ConfirmAsync(request);

        Assert.Equal(_house.Token.Ticket.Text, result.Value.Text);
        Assert.Single(Statements().OfType<UpdateStatement>(), s => TextOf(s).StartsWith("UPDATE [Reservations]", StringComparison.Ordinal));
    }

    private Task<Result<Token>> ConfirmAsync(Guid? request = null) => _house.ConfirmAsync(request);

    private Task<Result<AdmittedParty>> AdmitAsync() => _house.AdmitAsync();

    private void Stored(TokenPurpose purpose, ReservationStatus status) => _house.Stored(purpose, status);

    private List<string> InsideTheTransaction(string end)
    {
        Assert.Single(Wire.Sent, s => s == SqlRecorder.Begin);
        Assert.Equal(end, Wire.Sent[^1]);
        return [.. Wire.Sent.SkipWhile(s => s != SqlRecorder.Begin).Skip(1).SkipLast(1)];
    }

    private IEnumerable<TSqlStatement> Statements() =>
        Wire.Sent.Where(s => s is not (SqlRecorder.Begin or SqlRecorder.Commit or SqlRecorder.Rollback)).SelectMany(SqlRecorder.Parse);

    private static bool HasHints(string sent)
    {
        var hints = new Hints();
        SqlRecorder.Parse(sent).ToList().ForEach(statement => statement.Accept(hints));
        return hints.Found;
    }

    // A query in short: whether it sums, and the tables in the order of the statement.
    private static string Told(string query)
    {
        var seen = new Seen();
        SqlRecorder.Parse(query).Single().Accept(seen);
        return string.Join(' ', seen.Words.Distinct());
    }

    private static string TextOf(TSqlFragment fragment) =>
        string.Concat(
            fragment.ScriptTokenStream.Skip(fragment.FirstTokenIndex)
                .Take(fragment.LastTokenIndex - fragment.FirstTokenIndex + 1)
                .Select(t => t.Text));

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
