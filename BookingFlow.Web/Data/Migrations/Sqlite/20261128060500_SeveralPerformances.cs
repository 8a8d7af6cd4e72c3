using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BookingFlow.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class SeveralPerformances : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "SeveralAtOnce",
                table: "Shows",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<Guid>(
                name: "GroupId",
                table: "Reservations",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Reservations_GroupId",
                table: "Reservations",
                column: "GroupId",
                filter: "GroupId IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Reservations_GroupId",
                table: "Reservations");

            migrationBuilder.DropColumn(
                name: "SeveralAtOnce",
                table: "Shows");

            migrationBuilder.DropColumn(
                name: "GroupId",
                table: "Reservations");
        }
    }
}
