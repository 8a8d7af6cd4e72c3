using BookingFlow.Web.Hosting.Pipeline;
using BookingFlow.Web.Pages.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;

namespace BookingFlow.Tests.Hosting.Pipeline;

/// <summary>Tests of request priority in a program limited to two visitor threads, all of them blocked by visitors' requests.</summary>
public sealed class RequestPriorityTests : IAsyncLifetime
{
    private const int Processors = 2;

    private readonly ManualResetEventSlim _workReleased = new();
    private readonly TaskCompletionSource _waitReleased = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WebApplication _app = null!;
    private int _running, _maxRunning;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        _app = builder.Build();
        _app.UseRouting();
        _app.UseRequestPriority(Processors);
        _app.Map("/check-in/{token}", AnswerAsync).WithMetadata(new PageDeclaration { HasCheckInPriority = true });
        _app.Map("/staff", AnswerAsync).WithMetadata(new PageDeclaration());
        _app.Map("/works", AnswerAsync);
        _app.Map("/waits", AnswerAsync);
        _app.UseEndpoints(_ => { });
        _app.Run(AnswerAsync);
        await _app.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _workReleased.Set();
        _waitReleased.TrySetResult();
        await _app.DisposeAsync();
        _workReleased.Dispose();
    }

    [Theory]
    [InlineData("/check-in/abc")]
    [InlineData("/Check-In/abc")]
    public async Task Check_in_request_is_answered_while_visitors_keep_every_processor_busy(string checkInPath)
    {
        var visitors = await KeepBusyAsync(8);

        Assert.Equal("answered", await GetAsync(checkInPath));

        Assert.DoesNotContain(visitors, visitor => visitor.IsCompleted);
        _workReleased.Set();
        Assert.All(await Task.WhenAll(visitors), answer => Assert.Equal("worked", answer));
        Assert.Equal(Processors, _maxRunning);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/staff")]
    [InlineData("/no-page")]
    public async Task Other_requests_wait_for_a_free_visitor_thread(string path)
    {
        var visitors = await KeepBusyAsync(Processors);
        var waiting = GetAsync(path);
        Assert.Equal("answered", await GetAsync("/check-in/abc"));
        Assert.False(waiting.IsCompleted);

        _workReleased.Set();
        Assert.Equal("answered", await waiting);
        await Task.WhenAll(visitors);
    }

    [Fact]
    public async Task Awaiting_requests_hold_no_visitor_thread()
    {
        var waiting = Enumerable.Range(0, 5 * Processors).Select(_ => GetAsync("/waits")).ToList();
        Assert.Equal("answered", await GetAsync("/"));

        Assert.DoesNotContain(waiting, visitor => visitor.IsCompleted);
        _waitReleased.SetResult();
        Assert.All(await Task.WhenAll(waiting), answer => Assert.Equal("waited", answer));
    }

    /// <param name="visitors">At least <see cref="Processors"/>.</param>
    private async Task<List<Task<string>>> KeepBusyAsync(int visitors)
    {
        var requests = Enumerable.Range(0, visitors).Select(_ => GetAsync("/works")).ToList();
        await Eventually.AssertAsync(() => Task.FromResult(_running == Processors), "every processor is busy with a visitor's request");
        return requests;
    }

    private async Task<string> GetAsync(string path)
    {
        using var visitor = _app.GetTestClient();
        return await visitor.GetStringAsync(path).WaitAsync(TimeSpan.FromMinutes(1));
    }

    private async Task AnswerAsync(HttpContext context)
    {
        switch (context.Request.Path.Value)
        {
            case "/works":
                Work();
                await context.Response.WriteAsync("worked");
                break;
            case "/waits":
                await _waitReleased.Task;
                await context.Response.WriteAsync("waited");
                break;
            default:
                await context.Response.WriteAsync("answered");
                break;
        }
    }

    private void Work()
    {
        lock (_workReleased)
        {
            _maxRunning = Math.Max(_maxRunning, ++_running);
        }

        _workReleased.Wait();
        lock (_workReleased)
        {
            _running--;
        }
    }
}
