using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace BookingFlow.Web.Data.Providers;

/// <inheritdoc cref="DesignTimeSqlite"/>
public sealed class DesignTimeSqlServer : IDesignTimeDbContextFactory<SqlServerBookingDbContext>
{
    public SqlServerBookingDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqlServerBookingDbContext>().UseSqlServer("Server=design-time;Database=BookingFlow").Options);
}
