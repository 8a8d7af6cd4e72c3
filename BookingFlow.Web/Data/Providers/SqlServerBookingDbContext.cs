using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Data.Providers;

/// <summary>SQL Server and Azure SQL: row locks do what the write gate does for SQLite.</summary>
public sealed class SqlServerBookingDbContext(DbContextOptions<SqlServerBookingDbContext> options) : BookingDbContext(options)
{
    public override DatabaseDialect Dialect => DatabaseDialect.SqlServer;
}
