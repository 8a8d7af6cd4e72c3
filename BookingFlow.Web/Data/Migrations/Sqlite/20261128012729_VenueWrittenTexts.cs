using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BookingFlow.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class VenueWrittenTexts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "WrittenTexts",
                table: "VenueProfile",
                type: "TEXT",
                maxLength: 60,
                nullable: true);
            migrationBuilder.Sql(
                """
                UPDATE VenueProfile SET WrittenTexts = CASE
                    WHEN (SELECT COUNT(*) FROM HouseTexts) = 2 THEN 'Privacy,Imprint'
                    WHEN EXISTS (SELECT 1 FROM HouseTexts WHERE Kind = 'privacy') THEN 'Privacy'
                    WHEN EXISTS (SELECT 1 FROM HouseTexts WHERE Kind = 'imprint') THEN 'Imprint' END;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "WrittenTexts",
                table: "VenueProfile");
        }
    }
}
