using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace BookingFlow.Web.Data.Providers;

/// <summary>For <c>dotnet ef</c> alone: makes migrations without a database or settings.</summary>
public sealed class DesignTimeSqlite : IDesignTimeDbContextFactory<SqliteBookingDbContext>
{
    public SqliteBookingDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteBookingDbContext>().UseSqlite("Data Source=design-time.db").Options);
}
