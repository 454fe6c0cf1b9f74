using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Outreach.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class HandoffsAndRetention : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "handoffs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    conversation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: false),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_handoffs", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_web_conversations_last_timestamp",
                table: "web_conversations",
                column: "last_timestamp");

            migrationBuilder.CreateIndex(
                name: "IX_web_attachments_created_at_conversation_id",
                table: "web_attachments",
                columns: new[] { "created_at", "conversation_id" });

            migrationBuilder.CreateIndex(
                name: "IX_conversations_updated_at",
                table: "conversations",
                column: "updated_at");

            migrationBuilder.CreateIndex(
                name: "IX_bot_conversations_updated_at",
                table: "bot_conversations",
                column: "updated_at");

            migrationBuilder.CreateIndex(
                name: "IX_handoffs_conversation_id_state",
                table: "handoffs",
                columns: new[] { "conversation_id", "state" });

            migrationBuilder.CreateIndex(
                name: "IX_handoffs_updated_at",
                table: "handoffs",
                column: "updated_at",
                filter: "state IN (0, 1)");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "handoffs");

            migrationBuilder.DropIndex(
                name: "IX_web_conversations_last_timestamp",
                table: "web_conversations");

            migrationBuilder.DropIndex(
                name: "IX_web_attachments_created_at_conversation_id",
                table: "web_attachments");

            migrationBuilder.DropIndex(
                name: "IX_conversations_updated_at",
                table: "conversations");

            migrationBuilder.DropIndex(
                name: "IX_bot_conversations_updated_at",
                table: "bot_conversations");
        }
    }
}
