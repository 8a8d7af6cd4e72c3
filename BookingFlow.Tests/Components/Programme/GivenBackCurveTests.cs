using BookingFlow.Web.Components.Programme;
using Bunit;

namespace BookingFlow.Tests.Components.Programme;

public sealed class GivenBackCurveTests : ComponentTest
{
    [Fact]
    public void The_curve_rises_by_the_numbers_of_the_table_beside_it()
    {
        var curve = Render<GivenBackCurve>(p => p.Add(c => c.Figures, new AttendanceFigures { GivenBackByPeriod = [0, 2, 0, 6, 0, 0] }));

        Assert.Equal("0,60 20,60 40,46 60,46 80,4 100,4 120,4", curve.Find(".given-back-line").GetAttribute("points"));
        Assert.Equal(["0", "2", "0", "6", "0", "0"], curve.FindAll("td").Select(cell => cell.TextContent));
        Assert.Equal("2 to 7 days", curve.FindAll("tbody th")[1].TextContent);
    }
}
