using BookingFlow.Web.Telemetry;

namespace BookingFlow.Tests.Telemetry;

public sealed class ProgramCommandTests
{
    [Theory]
    [InlineData("bookingflow", "/usr/lib/bookingflow/BookingFlow.Web", "bookingflow")]
    [InlineData("", "/opt/bookingflow/BookingFlow.Web", "./BookingFlow.Web")]
    [InlineData(null, "/srv/tickets/BookingFlow.Web.exe", "./BookingFlow.Web.exe")]
    [InlineData(null, "/usr/bin/dotnet", "dotnet BookingFlow.Web.dll")]
    [InlineData(null, null, "dotnet BookingFlow.Web.dll")]
    public void Messages_name_the_command_by_which_the_program_is_called(string? installed, string? process, string command) =>
        Assert.Equal(command, ProgramCommand.Of(installed, process));
}
