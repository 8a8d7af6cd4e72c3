using BookingFlow.Web.Components.Programme;
using Bunit;

namespace BookingFlow.Tests.Components.Programme;

public sealed class AttendanceBarTests : ComponentTest
{
    [Fact]
    public void Bar_and_text_say_how_the_seats_were_used()
    {
        var bar = Render<AttendanceBar>(p => p.Add(c => c.Figures, new AttendanceFigures { Seats = 40, Confirmed = 30, Came = 20, WalkIns = 5 }));

        Assert.Equal("20 came, 5 walk-ins, 15 seats empty", bar.Find(".occupancy-words").TextContent);
        Assert.Equal(("50", "62.5"), (bar.Find(".occupancy-taken").GetAttribute("width"), bar.Find(".attendance-walk-ins").GetAttribute("width")));
    }
}
