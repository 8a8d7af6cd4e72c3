using BookingFlow.Web.Components;
using Microsoft.AspNetCore.Components;

namespace BookingFlow.Tests.Components;

public sealed class ComponentsTests
{
    [Fact]
    public void Every_component_has_a_test_class()
    {
        var tested = typeof(ComponentsTests).Assembly.GetTypes().Select(type => type.Name).ToHashSet(StringComparer.Ordinal);
        var untested = typeof(Words).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(ComponentBase)) && !tested.Contains(type.Name + "Tests"))
            .Select(type => type.FullName);

        Assert.Empty(untested);
    }
}
