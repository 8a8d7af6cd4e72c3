using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BookingFlow.Web.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class RequestedMail : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "MailboxKey",
                table: "Reservations",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "ClientKey",
                table: "Outbox",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "MailboxKey",
                table: "Outbox",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Reservations_MailboxKey",
                table: "Reservations",
                column: "MailboxKey",
                filter: "MailboxKey IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_ClientKey_CreatedAt",
                table: "Outbox",
                columns: new[] { "ClientKey", "CreatedAt" },
                filter: "ClientKey IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_MailboxKey_CreatedAt",
                table: "Outbox",
                columns: new[] { "MailboxKey", "CreatedAt" },
                filter: "MailboxKey IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Reservations_MailboxKey",
                table: "Reservations");

            migrationBuilder.DropIndex(
                name: "IX_Outbox_ClientKey_CreatedAt",
                table: "Outbox");

            migrationBuilder.DropIndex(
                name: "IX_Outbox_MailboxKey_CreatedAt",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "MailboxKey",
                table: "Reservations");

            migrationBuilder.DropColumn(
                name: "ClientKey",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "MailboxKey",
                table: "Outbox");
        }
    }
}
