using BookingFlow.Web.Pictures;

namespace BookingFlow.Tests.Pictures;

public sealed class PictureWorkersTests
{
    [Fact]
    public async Task A_third_picture_waits_for_one_of_two()
    {
        using var workers = new PictureWorkers();
        using var end = new ManualResetEventSlim();
        using var left = new CancellationTokenSource();
        var first = workers.RunAsync(WaitForEnd, CancellationToken.None);
        var second = workers.RunAsync(WaitForEnd, CancellationToken.None);
        var third = workers.RunAsync(WaitForEnd, left.Token);
        var fourth = workers.RunAsync(WaitForEnd, CancellationToken.None);

        // Only what waits can be cancelled: work that has begun would go on to its end.
        await left.CancelAsync();
        try
        {
            // Before the others end: a place that becomes free may be given to a cancelled wait.
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => third.WaitAsync(TimeSpan.FromMinutes(1)));
        }
        finally
        {
            end.Set();
        }

        await Task.WhenAll(first, second, fourth);

        bool WaitForEnd()
        {
            end.Wait();
            return true;
        }
    }

    [Fact]
    public async Task Work_that_fails_frees_its_place()
    {
        using var workers = new PictureWorkers();
        for (var i = 0; i < 3; i++)
        {
            await Assert.ThrowsAsync<FormatException>(() => workers.RunAsync<bool>(() => throw new FormatException(), CancellationToken.None));
        }

        Assert.True(await workers.RunAsync(() => true, TestContext.Current.CancellationToken));
    }
}
