using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.Telemetry;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace BookingFlow.Tests.Data.Providers;

/// <summary>Order and content of the statements sent to SQL Server, recorded without a server. The lock is plain SQL there.</summary>
public sealed class RecordedSqlTests
{
    private const string Lock = SqlServerFixture.Lock;
    private readonly SqlServerFixture _sqlServer = new();

    private SqlRecorder Recorder => _sqlServer.Recorder;

    [Fact]
    public async Task A_confirmation_locks_then_reads_counts_writes_and_commits()
    {
        AddRows(TokenPurpose.Confirmation, ReservationStatus.Pending);

        var result = await ConfirmAsync();

        Assert.Equal(_sqlServer.Token.Party.Ticket.Text, result.Value.Text);
        var statements = StatementsInTransaction(SqlRecorder.Commit);
        Assert.Equal(Lock, statements[0]);
        Assert.Equal(
            ["SELECT Performances Rooms Shows", "SELECT SUM Reservations", "SELECT ReservationTokens Reservations"],
            statements.Skip(1).Take(3).Select(Summarise));
        Assert.NotEmpty(statements.Skip(4));
        Assert.All(statements.Skip(4), written => Assert.DoesNotContain(SqlRecorder.Parse(written), s => s is SelectStatement));
        var writes = string.Join('\n', statements.Skip(4));
        Assert.Contains("UPDATE [Performances] SET [ConfirmedSeats]", writes, StringComparison.Ordinal);
        Assert.Contains("UPDATE [Reservations] SET", writes, StringComparison.Ordinal);
        Assert.Contains("[Outbox]", writes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_under_the_lock_writes_nothing_and_rolls_back()
    {
        AddRows(TokenPurpose.Confirmation, ReservationStatus.Pending);
        Recorder.Sum = 39;

        var result = await ConfirmAsync();

        Assert.Equal((FailureKind.NotEnoughSeats, 1), (result.Failure?.Kind, result.Failure?.SeatsLeft));
        Assert.Equal(Lock, StatementsInTransaction(SqlRecorder.Rollback)[0]);
        Assert.All(Statements(), statement => Assert.IsType<SelectStatement>(statement));
    }

    [Fact]
    public async Task The_performance_update_is_conditional_on_its_version()
    {
        AddRows(TokenPurpose.Confirmation, ReservationStatus.Pending);

        await ConfirmAsync();

        var update = Statements().OfType<UpdateStatement>().Single(s => TextOf(s).StartsWith("UPDATE [Performances]", StringComparison.Ordinal));
        var condition = TextOf(update.UpdateSpecification.WhereClause);
        Assert.Contains("[Id] = ", condition, StringComparison.Ordinal);
        Assert.Contains("[Version] = ", condition, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_lock_statement_has_lock_hints()
    {
        AddRows(TokenPurpose.Confirmation, ReservationStatus.Pending);
        await ConfirmAsync();
        AddRows(TokenPurpose.CheckIn, ReservationStatus.Confirmed);
        await AdmitAsync();

        Assert.Equal([Lock, Lock], Recorder.Sent.Where(HasHints));
    }

    [Fact]
    public async Task Before_the_transaction_only_the_performance_id_is_looked_up()
    {
        AddRows(TokenPurpose.Confirmation, ReservationStatus.Pending);

        await ConfirmAsync();

        var before = Assert.Single(Recorder.Sent.TakeWhile(s => s != SqlRecorder.Begin));
        Assert.Equal("SELECT ReservationTokens Reservations", Summarise(before));
    }

    [Fact]
    public async Task A_check_in_locks_first_and_records_its_refusal_in_a_second_transaction()
    {
        AddRows(TokenPurpose.CheckIn, ReservationStatus.Confirmed);

        var refusal = await AdmitAsync();

        Assert.Equal(FailureKind.AlreadyCheckedIn, refusal.Failure?.Kind);
        string[] statements = [.. Recorder.Sent.SkipWhile(s => s != SqlRecorder.Begin).Skip(1).TakeWhile(s => s != SqlRecorder.Rollback)];
        Assert.Equal(Lock, statements[0]);
        Assert.Equal(
            ["SELECT Performances Rooms Shows", "SELECT SUM Reservations", "SELECT Reservations", "SELECT CheckIns", "SELECT ScanEvents"],
            statements.Skip(1).Select(Summarise));
        // The refusal is recorded in a second transaction, after the lock has been released.
        Assert.Equal(
            [SqlRecorder.Begin, SqlRecorder.Commit],
            Recorder.Sent.Skip(statements.Length + 3).Where(s => s is SqlRecorder.Begin or SqlRecorder.Commit or SqlRecorder.Rollback));
    }

    [Fact]
    public async Task Several_performances_are_locked_in_ascending_id()
    {
        AddRows(TokenPurpose.Confirmation, ReservationStatus.Pending);

        await _sqlServer.Write.RunAsync<Performance>(
            actor: null,
            async context =>
            {
                await PerformanceLock.WaitAsync(context.Db, [9, 3, 7, 3], context.Cancellation);
                return new Failure(FailureKind.PerformanceNotFound);
            },
            CancellationToken.None);

        Assert.Equal([SqlRecorder.Begin, Lock, Lock, Lock, SqlRecorder.Rollback], Recorder.Sent);
        Assert.Equal([3, 7, 9], Recorder.Parameters);
    }

    [Fact]
    public async Task A_confirmation_with_a_lost_commit_response_is_found_by_its_request_id_and_not_repeated()
    {
        AddRows(TokenPurpose.Confirmation, ReservationStatus.Pending);
        var request = Guid.NewGuid();
        var lost = false;
        Recorder.Fault = sent =>
        {
            if (sent != SqlRecorder.Commit || lost)
            {
                return null;
            }

            // The server has committed; only its answer is lost with the connection.
            lost = true;
            Recorder.Rows["Reservations"]["Status"] = SnakeCase.Of(ReservationStatus.Confirmed);
            Recorder.Rows["ReservationTokens"]["UsedByRequest"] = request;
            return SqlServerFault.Of(SqlServerFault.ConnectionLost);
        };

        var result = await ConfirmAsync(request);

        Assert.Equal(_sqlServer.Token.Party.Ticket.Text, result.Value.Text);
        Assert.Single(Statements().OfType<UpdateStatement>(), s => TextOf(s).StartsWith("UPDATE [Reservations]", StringComparison.Ordinal));
    }

    private Task<Result<Token>> ConfirmAsync(Guid? request = null) => _sqlServer.ConfirmAsync(request);

    private Task<Result<AdmittedParty>> AdmitAsync() => _sqlServer.AdmitAsync();

    private void AddRows(TokenPurpose purpose, ReservationStatus status) => _sqlServer.WithRows(purpose, status);

    private List<string> StatementsInTransaction(string end)
    {
        Assert.Single(Recorder.Sent, s => s == SqlRecorder.Begin);
        Assert.Equal(end, Recorder.Sent[^1]);
        return [.. Recorder.Sent.SkipWhile(s => s != SqlRecorder.Begin).Skip(1).SkipLast(1)];
    }

    private IEnumerable<TSqlStatement> Statements() =>
        Recorder.Sent.Where(s => s is not (SqlRecorder.Begin or SqlRecorder.Commit or SqlRecorder.Rollback)).SelectMany(SqlRecorder.Parse);

    private static bool HasHints(string sent)
    {
        var visitor = new HintVisitor();
        SqlRecorder.Parse(sent).ToList().ForEach(statement => statement.Accept(visitor));
        return visitor.Found;
    }

    /// <summary>Summarises a query: SELECT, its functions, and its tables in the order of the statement.</summary>
    private static string Summarise(string query)
    {
        var visitor = new SummaryVisitor();
        SqlRecorder.Parse(query).Single().Accept(visitor);
        return string.Join(' ', visitor.Words.Distinct());
    }

    private static string TextOf(TSqlFragment fragment) =>
        string.Concat(
            fragment.ScriptTokenStream.Skip(fragment.FirstTokenIndex)
                .Take(fragment.LastTokenIndex - fragment.FirstTokenIndex + 1)
                .Select(t => t.Text));

    private sealed class HintVisitor : TSqlFragmentVisitor
    {
        public bool Found { get; private set; }

        // A SERIALIZABLE hint on the target of a MERGE would count as well; EF generates none.
        public override void Visit(TableHint node) => Found = true;
    }

    private sealed class SummaryVisitor : TSqlFragmentVisitor
    {
        public List<string> Words { get; } = [];

        public override void Visit(SelectStatement node) => Words.Add("SELECT");

        public override void Visit(FunctionCall node) => Words.Add(node.FunctionName.Value.ToUpperInvariant());

        public override void Visit(NamedTableReference node) => Words.Add(node.SchemaObject.BaseIdentifier.Value);
    }
}
