using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Providers;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace BookingFlow.Tests.Data.Providers;

public sealed class DatabaseFaultsTests
{
    public static TheoryData<DatabaseFault> All => new(Enum.GetValues<DatabaseFault>());

    [Theory]
    [InlineData(5, 5, DatabaseFault.Timeout)]
    [InlineData(5, 261, DatabaseFault.Timeout)]
    [InlineData(6, 262, DatabaseFault.Timeout)]
    [InlineData(7, 7, DatabaseFault.Overloaded)]
    [InlineData(8, 8, DatabaseFault.ReadOnly)]
    [InlineData(8, 1544, DatabaseFault.ReadOnly)]
    [InlineData(8, 1032, DatabaseFault.FileMissing)]
    [InlineData(10, 10, DatabaseFault.DiskError)]
    [InlineData(10, 266, DatabaseFault.DiskError)]
    [InlineData(10, 1034, DatabaseFault.DiskError)]
    [InlineData(10, 4874, DatabaseFault.DiskFull)]
    [InlineData(11, 267, DatabaseFault.Corrupt)]
    [InlineData(13, 13, DatabaseFault.DiskFull)]
    [InlineData(14, 14, DatabaseFault.FileMissing)]
    [InlineData(26, 26, DatabaseFault.Corrupt)]
    [InlineData(1, 1, null)]
    [InlineData(19, 2067, null)]
    public void Result_codes_of_SQLite_are_classified(int code, int extended, DatabaseFault? fault) =>
        Assert.Equal(fault, DatabaseFaults.Of(new DbUpdateException("", new SqliteException("", code, extended))));

    [Theory]
    [InlineData(-2, DatabaseFault.Timeout)]
    [InlineData(1222, DatabaseFault.Timeout)]
    [InlineData(1205, DatabaseFault.Deadlock)]
    [InlineData(701, DatabaseFault.Overloaded)]
    [InlineData(10928, DatabaseFault.Overloaded)]
    [InlineData(40501, DatabaseFault.Overloaded)]
    [InlineData(4060, DatabaseFault.LoginRefused)]
    [InlineData(18456, DatabaseFault.LoginRefused)]
    [InlineData(3906, DatabaseFault.ReadOnly)]
    [InlineData(1105, DatabaseFault.DiskFull)]
    [InlineData(9002, DatabaseFault.DiskFull)]
    [InlineData(945, DatabaseFault.FileMissing)]
    [InlineData(823, DatabaseFault.DiskError)]
    [InlineData(825, DatabaseFault.DiskError)]
    [InlineData(824, DatabaseFault.Corrupt)]
    [InlineData(233, DatabaseFault.ServerUnreachable)]
    [InlineData(10053, DatabaseFault.ServerUnreachable)]
    [InlineData(10054, DatabaseFault.ServerUnreachable)]
    [InlineData(10060, DatabaseFault.ServerUnreachable)]
    [InlineData(10061, DatabaseFault.ServerUnreachable)]
    [InlineData(40613, DatabaseFault.ServerUnreachable)]
    [InlineData(208, null)]
    [InlineData(2627, null)]
    public void Error_numbers_of_SQL_Server_are_classified(int number, DatabaseFault? fault)
    {
        Assert.Equal(fault, DatabaseFaults.Of(new DbUpdateException("", SqlServerFault.Of(number))));
        Assert.Equal(fault ?? DatabaseFault.Timeout, DatabaseFaults.Of(new RetryLimitExceededException("", SqlServerFault.Of(number))));
    }

    [Fact]
    public void Faults_of_the_program_are_not_classified()
    {
        Assert.Null(DatabaseFaults.Of(null));
        Assert.Null(DatabaseFaults.Of(new InvalidOperationException(PoolExhausted().Message)));
        Assert.Null(DatabaseFaults.Of(new TimeoutException()));
        Assert.Null(DatabaseFaults.Of(new IOException()));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Every_fault_is_answered_with_503_and_says_what_to_do(DatabaseFault fault)
    {
        var failure = DatabaseFaults.ToFailure(fault);
        Assert.Contains(failure.Kind, new[] { FailureKind.Busy, FailureKind.Unavailable });
        Assert.NotNull(failure.RetryAfter);
        Assert.EndsWith(".", DatabaseFaults.Advice(fault), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_fault_is_in_the_table_of_the_documents()
    {
        var documented = File.ReadLines(RepositoryFolder.Path("docs", "operating", "watch.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('`')[1])
            .ToList();
        Assert.All(Enum.GetNames<DatabaseFault>(), fault => Assert.Contains(fault, documented));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    public async Task An_exhausted_pool_is_recognised_in_every_language(string language)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        var recorder = new SqlRecorder { OpenFault = PoolExhausted };
        var result = await RunAsync(recorder);
        Assert.Equal(FailureKind.Busy, result.Failure?.Kind);
        Assert.NotNull(result.Failure?.RetryAfter);
    }

    [Fact]
    public async Task Another_exception_while_a_connection_is_opened_is_thrown() => await Assert.ThrowsAsync<InvalidOperationException>(
        () => RunAsync(new SqlRecorder { OpenFault = () => new InvalidOperationException("A fault of the program") }));

    [Fact]
    public async Task A_login_that_takes_too_long_is_Busy()
    {
        // Accepts connections and never answers.
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var exception = await OpenAsync(((IPEndPoint)server.LocalEndpoint).Port);
        Assert.Equal(DatabaseFault.NoConnection, DatabaseFaults.Of(exception));
    }

    [Fact]
    public async Task A_server_that_refuses_connections_is_Unavailable()
    {
        int port;
        using (var server = new TcpListener(IPAddress.Loopback, 0))
        {
            server.Start();
            port = ((IPEndPoint)server.LocalEndpoint).Port;
        }

        var exception = await OpenAsync(port);
        Assert.Equal(DatabaseFault.ServerUnreachable, DatabaseFaults.Of(exception));
    }

    private static async Task<Exception> OpenAsync(int port)
    {
        var options = new DbContextOptionsBuilder<SqlServerBookingDbContext>();
        options.UseBookingDatabase(
            DatabaseDialect.SqlServer, $"Server=tcp:127.0.0.1,{port};User Id=a;Password=b;Encrypt=False;Connect Timeout=1;ConnectRetryCount=0");
        await using var db = new SqlServerBookingDbContext(options.Options);
        return await Assert.ThrowsAnyAsync<Exception>(() => db.Rooms.ToListAsync());
    }

    private static Task<Result<Performance>> RunAsync(SqlRecorder recorder) =>
        WriteTransactions.Create(new SessionFactory(recorder), TestMetrics.CreateBookingMetrics()).RunAsync<Performance>(
            actor: null, _ => Task.FromResult<Result<Performance>>(new APerformance().Build()), CancellationToken.None);

    /// <summary>Throws the driver's own exception for an exhausted pool as the driver does, and catches it.</summary>
    private static InvalidOperationException PoolExhausted()
    {
        const BindingFlags NonPublic = BindingFlags.Static | BindingFlags.NonPublic;
        var driver = typeof(SqlConnection).Assembly.GetType("Microsoft.Data.Common.ADP")!;
        var exception = (Exception)driver.GetMethod("PooledOpenTimeout", NonPublic)!.Invoke(null, null)!;
        return (InvalidOperationException)driver.GetMethod("ExceptionWithStackTrace", NonPublic)!.Invoke(null, [exception])!;
    }

    /// <summary>Contexts of a recorder that have the interceptor of the program's sessions.</summary>
    private sealed class SessionFactory(SqlRecorder recorder) : IDbContextFactory<BookingDbContext>
    {
        public BookingDbContext CreateDbContext() => new SqlServerBookingDbContext(
            new DbContextOptionsBuilder<SqlServerBookingDbContext>()
                .UseSqlServer(recorder.Connect(), options => options.ExecutionStrategy(d => new BookingExecutionStrategy(d)))
                .AddInterceptors(new SqlServerSession())
                .Options);
    }
}
