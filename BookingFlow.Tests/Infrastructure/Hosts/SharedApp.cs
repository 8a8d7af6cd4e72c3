namespace BookingFlow.Tests.Infrastructure.Hosts;

/// <summary>
/// One running program for all tests of a class; use it as a class fixture. It is for tests that only read, or that change
/// rows of their own which no other test of the class reads. A test that counts rows or mails, changes what others read, or
/// needs a clock or settings of its own starts its own <see cref="BookingFlowApp"/>.
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
        await App.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Starts the program. Override it to set its clock or its settings.</summary>
    protected virtual Task<BookingFlowApp> StartAsync() => BookingFlowApp.StartAsync();

    /// <summary>Stores what all tests of the class read. Nothing, unless overridden.</summary>
    protected virtual Task SeedAsync() => Task.CompletedTask;
}
