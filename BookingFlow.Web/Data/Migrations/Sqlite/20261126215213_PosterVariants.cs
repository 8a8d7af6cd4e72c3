using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BookingFlow.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class PosterVariants : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "Height",
                table: "Posters",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Width",
                table: "Posters",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "PosterVariants",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PosterId = table.Column<int>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Type = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Picture = table.Column<byte[]>(type: "BLOB", maxLength: 20971520, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PosterVariants", x => x.Id);
                    table.CheckConstraint("CK_PosterVariants_Type", "Type IN ('jpeg', 'webp')");
                    table.ForeignKey(
                        name: "FK_PosterVariants_Posters_PosterId",
                        column: x => x.PosterId,
                        principalTable: "Posters",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_PosterVariants_PosterId_Name",
                table: "PosterVariants",
                columns: new[] { "PosterId", "Name" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "PosterVariants");

            migrationBuilder.DropColumn(
                name: "Height",
                table: "Posters");

            migrationBuilder.DropColumn(
                name: "Width",
                table: "Posters");
        }
    }
}
