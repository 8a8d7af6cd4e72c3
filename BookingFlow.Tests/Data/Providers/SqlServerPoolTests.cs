using BookingFlow.Web.Data.Providers;
using Microsoft.Data.SqlClient;

namespace BookingFlow.Tests.Data.Providers;

public sealed class SqlServerPoolTests
{
    [Fact]
    public void A_connection_string_without_sizes_gets_the_defaults()
    {
        var connection = new SqlConnectionStringBuilder(SqlServerPool.WithDefaults("Server=db.theatre.example;Database=BookingFlow;Encrypt=True"));
        Assert.Equal((100, 16, 10), (connection.MaxPoolSize, connection.MinPoolSize, connection.ConnectTimeout));
        Assert.Equal(("db.theatre.example", "BookingFlow"), (connection.DataSource, connection.InitialCatalog));
    }

    [Theory]
    [InlineData("Max Pool Size=40;Min Pool Size=2;Connect Timeout=30", 40, 2, 30)]
    [InlineData("max pool size=10", 10, 10, 10)]
    [InlineData("Min Pool Size=150", 150, 150, 10)]
    [InlineData("Connection Timeout=3", 100, 16, 3)]
    public void Sizes_in_the_connection_string_are_kept(string sizes, int max, int min, int connectTimeout)
    {
        var connection = new SqlConnectionStringBuilder(SqlServerPool.WithDefaults($"Server=db.theatre.example;{sizes}"));
        Assert.Equal((max, min, connectTimeout), (connection.MaxPoolSize, connection.MinPoolSize, connection.ConnectTimeout));
    }

    [Theory]
    [InlineData(100, 66)]
    [InlineData(10, 6)]
    [InlineData(1, 1)]
    public void Requests_use_two_thirds_of_the_pool(int maxPoolSize, int maxRequests) =>
        Assert.Equal(maxRequests, SqlServerPool.MaxRequests($"Server=db.theatre.example;Max Pool Size={maxPoolSize}"));

    [Fact]
    public async Task As_many_connections_as_the_pool_keeps_are_opened_at_the_same_time_and_returned()
    {
        var recorder = new SqlRecorder();
        await SqlServerPool.OpenAheadAsync(recorder, "Server=db.theatre.example;Min Pool Size=16", CancellationToken.None);
        Assert.Equal((16, 0), (recorder.MaxOpenConnections, recorder.OpenConnections));
    }
}
