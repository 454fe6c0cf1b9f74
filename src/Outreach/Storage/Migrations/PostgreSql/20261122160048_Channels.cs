using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Outreach.Storage.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class Channels : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "renewal_until",
                table: "provider_tokens",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "renewed_by",
                table: "provider_tokens",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "round",
                table: "outbox",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "details",
                table: "inbox",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "heard_at",
                table: "conversations",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "bot_conversations",
                columns: table => new
                {
                    lookup = table.Column<string>(type: "text", nullable: false),
                    reference = table.Column<string>(type: "text", nullable: false),
                    updated_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_bot_conversations", x => x.lookup);
                });

            migrationBuilder.CreateTable(
                name: "handoffs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    conversation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    updated_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_handoffs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "leases",
                columns: table => new
                {
                    name = table.Column<string>(type: "text", nullable: false),
                    holder = table.Column<string>(type: "text", nullable: false),
                    until = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_leases", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "manual_tasks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    channel = table.Column<string>(type: "text", nullable: false),
                    place = table.Column<string>(type: "text", nullable: false),
                    content = table.Column<string>(type: "text", nullable: false),
                    media_id = table.Column<string>(type: "text", nullable: true),
                    state = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    done_at = table.Column<long>(type: "bigint", nullable: true),
                    done_by = table.Column<string>(type: "text", nullable: true),
                    evidence = table.Column<string>(type: "text", nullable: true),
                    evidence_media_id = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_manual_tasks", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "provider_quotas",
                columns: table => new
                {
                    channel = table.Column<string>(type: "text", nullable: false),
                    account = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    remaining = table.Column<long>(type: "bigint", nullable: true),
                    total = table.Column<long>(type: "bigint", nullable: true),
                    expires_at = table.Column<long>(type: "bigint", nullable: true),
                    seen_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_provider_quotas", x => new { x.channel, x.account, x.kind });
                });

            migrationBuilder.CreateTable(
                name: "web_attachments",
                columns: table => new
                {
                    conversation_id = table.Column<string>(type: "text", nullable: false),
                    id = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    content_type = table.Column<string>(type: "text", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false),
                    created_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_web_attachments", x => new { x.conversation_id, x.id });
                });

            migrationBuilder.CreateIndex(
                name: "IX_web_conversations_last_timestamp",
                table: "web_conversations",
                column: "last_timestamp");

            migrationBuilder.CreateIndex(
                name: "IX_outbox_conversation",
                table: "outbox",
                columns: new[] { "conversation_id", "id" },
                filter: "conversation_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_outbox_messenger_sent",
                table: "outbox",
                columns: new[] { "conversation_id", "lookup" },
                filter: "channel = 'messenger' AND state = 2");

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

            migrationBuilder.CreateIndex(
                name: "IX_manual_tasks_state_created_at",
                table: "manual_tasks",
                columns: new[] { "state", "created_at" });

            migrationBuilder.CreateIndex(
                name: "IX_web_attachments_created_at_conversation_id",
                table: "web_attachments",
                columns: new[] { "created_at", "conversation_id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "bot_conversations");

            migrationBuilder.DropTable(
                name: "handoffs");

            migrationBuilder.DropTable(
                name: "leases");

            migrationBuilder.DropTable(
                name: "manual_tasks");

            migrationBuilder.DropTable(
                name: "provider_quotas");

            migrationBuilder.DropTable(
                name: "web_attachments");

            migrationBuilder.DropIndex(
                name: "IX_web_conversations_last_timestamp",
                table: "web_conversations");

            migrationBuilder.DropIndex(
                name: "IX_outbox_conversation",
                table: "outbox");

            migrationBuilder.DropIndex(
                name: "IX_outbox_messenger_sent",
                table: "outbox");

            migrationBuilder.DropIndex(
                name: "IX_conversations_updated_at",
                table: "conversations");

            migrationBuilder.DropColumn(
                name: "renewal_until",
                table: "provider_tokens");

            migrationBuilder.DropColumn(
                name: "renewed_by",
                table: "provider_tokens");

            migrationBuilder.DropColumn(
                name: "round",
                table: "outbox");

            migrationBuilder.DropColumn(
                name: "details",
                table: "inbox");

            migrationBuilder.DropColumn(
                name: "heard_at",
                table: "conversations");
        }
    }
}
