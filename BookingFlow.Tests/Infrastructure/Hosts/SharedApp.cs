namespace BookingFlow.Tests.Infrastructure.Hosts;

/// <summary>
/// Class fixture: one running program for all tests of a class. It is for tests that only read, or that change rows which no other test of the
/// class reads. A test that counts rows or mails, changes shared rows, or needs its own clock or settings starts its own
/// <see cref="BookingFlowApp"/>.
/// </summary>
public class SharedApp : IAsyncLifetime
{
    public BookingFlowApp App { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        App = await StartAsync();
        await SeedAsync();
    }

    public virtual async ValueTask DisposeAsync()
    {
        if (App is not null)
        {
            await App.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Starts the program. Override it to set the clock or settings.</summary>
    protected virtual Task<BookingFlowApp> StartAsync() => BookingFlowApp.StartAsync();

    /// <summary>Stores the rows that all tests of the class read. Does nothing by default.</summary>
    protected virtual Task SeedAsync() => Task.CompletedTask;
}
