namespace BookingFlow.Tests.Infrastructure;

/// <summary>Waits for a condition that another process or thread brings about.</summary>
public static class Eventually
{
    /// <summary>Checks a condition ten times a second and fails the test after a minute, far longer than any condition should take.</summary>
    /// <param name="expectation">What should become true, for the failure message, such as "nginx listened".</param>
    public static async Task AssertAsync(Func<Task<bool>> condition, string expectation)
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
