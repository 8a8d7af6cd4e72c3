using BookingFlow.Web.Hosting.Pipeline;
using BookingFlow.Web.Pages.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;

namespace BookingFlow.Tests.Hosting.Pipeline;

/// <summary>A program of two processors whose visitors keep them busy.</summary>
public sealed class RequestPriorityTests : IAsyncLifetime
{
    private const int Processors = 2;

    private readonly ManualResetEventSlim _worked = new();
    private readonly TaskCompletionSource _waited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WebApplication _app = null!;
    private int _inside, _most;

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
        _worked.Set();
        _waited.TrySetResult();
        await _app.DisposeAsync();
        _worked.Dispose();
    }

    [Theory]
    [InlineData("/check-in/abc")]
    [InlineData("/Check-In/abc")]
    public async Task The_door_is_answered_while_visitors_keep_every_processor_busy_and_others_stand_in_line(string atTheDoor)
    {
        var visitors = await KeepBusyAsync(8);

        Assert.Equal("answered", await AskAsync(atTheDoor));

        Assert.DoesNotContain(visitors, visitor => visitor.IsCompleted);
        _worked.Set();
        Assert.All(await Task.WhenAll(visitors), answer => Assert.Equal("worked", answer));
        Assert.Equal(Processors, _most);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/staff")]
    [InlineData("/no-page")]
    public async Task Everybody_else_is_answered_in_turn(string path)
    {
        var visitors = await KeepBusyAsync(Processors);
        var behind = AskAsync(path);
        Assert.Equal("answered", await AskAsync("/check-in/abc"));
        Assert.False(behind.IsCompleted);

        _worked.Set();
        Assert.Equal("answered", await behind);
        await Task.WhenAll(visitors);
    }

    [Fact]
    public async Task Whoever_waits_keeps_no_processor()
    {
        var waiting = Enumerable.Range(0, 5 * Processors).Select(_ => AskAsync("/waits")).ToList();
        Assert.Equal("answered", await AskAsync("/"));

        Assert.DoesNotContain(waiting, visitor => visitor.IsCompleted);
        _waited.SetResult();
        Assert.All(await Task.WhenAll(waiting), answer => Assert.Equal("waited", answer));
    }

    /// <param name="visitors">As many as there are processors, or more.</param>
    private async Task<List<Task<string>>> KeepBusyAsync(int visitors)
    {
        var asked = Enumerable.Range(0, visitors).Select(_ => AskAsync("/works")).ToList();
        await Eventually.Async(() => Task.FromResult(_inside == Processors), "every processor works for a visitor");
        return asked;
    }

    private async Task<string> AskAsync(string path)
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
                await _waited.Task;
                await context.Response.WriteAsync("waited");
                break;
            default:
                await context.Response.WriteAsync("answered");
                break;
        }
    }

    private void Work()
    {
        lock (_worked)
        {
            _most = Math.Max(_most, ++_inside);
        }

        _worked.Wait();
        lock (_worked)
        {
            _inside--;
        }
    }
}
