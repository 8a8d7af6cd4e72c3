using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BookingFlow.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class DoorHistory : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            AppendOnlyLog.MakeOnSqlite(migrationBuilder);

            // Whoever was let in before there was a history: each was one arrival.
            migrationBuilder.Sql(
                """
                INSERT INTO ScanEvents (At, Outcome, ReservationId, PerformanceId, People, Inside, StaffId, StaffName, RequestId)
                SELECT c.At, 'admitted', c.ReservationId, r.PerformanceId, c.People, c.People, c.StaffId, c.StaffName, c.RequestId
                FROM CheckIns c JOIN Reservations r ON r.Id = c.ReservationId ORDER BY c.Id;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            AppendOnlyLog.UndoOnSqlite(migrationBuilder);
        }
    }
}
