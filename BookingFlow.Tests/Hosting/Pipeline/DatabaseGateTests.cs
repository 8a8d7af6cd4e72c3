using BookingFlow.Web.Data.Providers;
using BookingFlow.Web.Hosting.Pipeline;
using BookingFlow.Web.Pages.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace BookingFlow.Tests.Hosting.Pipeline;

public sealed class DatabaseGateTests
{
    private const int Places = 2;

    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly RequestDelegate _pipeline;
    private int _running, _maxRunning;

    public DatabaseGateTests() => _pipeline = Pipeline(Places);

    [Fact]
    public async Task A_rush_waits_and_is_answered_when_places_are_free()
    {
        var rush = Enumerable.Range(0, 20).Select(_ => SendAsync(new PageDeclaration())).ToList();
        Assert.Equal(Places, _running);
        Assert.DoesNotContain(rush, request => request.IsCompleted);

        _released.SetResult();
        await Task.WhenAll(rush);
        Assert.Equal((0, Places), (_running, _maxRunning));
    }

    [Fact]
    public async Task Check_ins_and_requests_for_no_page_do_not_wait()
    {
        var rush = Enumerable.Range(0, 5).Select(_ => SendAsync(new PageDeclaration())).ToList();
        var others = new[] { SendAsync(new PageDeclaration { HasCheckInPriority = true }), SendAsync(declaration: null) };
        Assert.Equal(Places + others.Length, _running);

        _released.SetResult();
        await Task.WhenAll([.. rush, .. others]);
    }

    [Fact]
    public async Task A_request_that_finds_no_place_in_time_is_Busy_and_an_aborted_one_takes_none()
    {
        var inside = Enumerable.Range(0, Places).Select(_ => SendAsync(new PageDeclaration())).ToList();
        using var abort = new CancellationTokenSource();
        var aborted = SendAsync(new PageDeclaration(), abort.Token);
        await abort.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => aborted);

        var busy = await Assert.ThrowsAsync<DatabaseBusyException>(() => SendAsync(new PageDeclaration()));
        Assert.Equal(DatabaseFault.NoConnection, busy.Fault);

        _released.SetResult();
        await Task.WhenAll(inside);
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => SendAsync(new PageDeclaration())));
        Assert.Equal(0, _running);
    }

    [Fact]
    public async Task A_request_that_fails_frees_its_place()
    {
        _released.SetException(new InvalidOperationException());
        for (var i = 0; i < 2 * Places; i++)
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => SendAsync(new PageDeclaration()));
        }
    }

    private Task SendAsync(PageDeclaration? declaration, CancellationToken aborted = default)
    {
        var http = new DefaultHttpContext { RequestAborted = aborted };
        http.SetEndpoint(new Endpoint(requestDelegate: null, new EndpointMetadataCollection(declaration is null ? [] : [declaration]), "page"));
        return _pipeline(http);
    }

    private RequestDelegate Pipeline(int places)
    {
        var app = new ApplicationBuilder(new ServiceCollection().BuildServiceProvider());
        app.UseDatabaseGate(places);
        app.Run(async _ =>
        {
            _maxRunning = Math.Max(_maxRunning, Interlocked.Increment(ref _running));
            try
            {
                await _released.Task;
            }
            finally
            {
                Interlocked.Decrement(ref _running);
            }
        });
        return app.Build();
    }
}
