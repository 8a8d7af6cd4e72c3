using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace BookingFlow.Web.Data.Providers;

/// <inheritdoc cref="SqliteDesignTimeFactory"/>
public sealed class SqlServerDesignTimeFactory : IDesignTimeDbContextFactory<SqlServerBookingDbContext>
{
    public SqlServerBookingDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqlServerBookingDbContext>().UseSqlServer("Server=design-time;Database=BookingFlow").Options);
}
