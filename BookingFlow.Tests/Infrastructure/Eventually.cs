namespace BookingFlow.Tests.Infrastructure;

/// <summary>Waits for a condition that another process or thread brings about.</summary>
public static class Eventually
{
    /// <summary>Asks ten times a second; the bound of a minute is far beyond anything that is measured.</summary>
    /// <param name="what">As it ends the sentence "It did not happen within a minute that …".</param>
    public static async Task Async(Func<Task<bool>> happened, string what)
    {
        for (var i = 0; i < 600; i++)
        {
            if (await condition())
            {
                return;
            }

            await Task.Delay(100);
        }

        Assert.Fail($"Timed out after a minute. Expected: {expectation}.");
    }
}
