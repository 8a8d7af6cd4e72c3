using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace BookingFlow.Web.Data.Providers;

/// <summary>Creates the context for <c>dotnet ef</c>, so that migrations are generated without a database or settings.</summary>
public sealed class SqliteDesignTimeFactory : IDesignTimeDbContextFactory<SqliteBookingDbContext>
{
    public SqliteBookingDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteBookingDbContext>().UseSqlite("Data Source=design-time.db").Options);
}
