using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BookingFlow.Web.Data.Migrations.SqlServer
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
                type: "nvarchar(60)",
                maxLength: 60,
                nullable: true);
            // EXEC: the statement is compiled before the column exists when the migrations run as one script.
            migrationBuilder.Sql(
                """
                EXEC(N'UPDATE VenueProfile SET WrittenTexts = CASE
                    WHEN (SELECT COUNT(*) FROM HouseTexts) = 2 THEN ''Privacy,Imprint''
                    WHEN EXISTS (SELECT 1 FROM HouseTexts WHERE Kind = ''privacy'') THEN ''Privacy''
                    WHEN EXISTS (SELECT 1 FROM HouseTexts WHERE Kind = ''imprint'') THEN ''Imprint'' END');
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
