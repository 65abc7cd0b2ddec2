import CaravanProtocol

extension Migrations.SQLite {
    // swift-format-ignore
    static let m0004_sync = Migration(number: 4, name: "sync", sql: #"""
ALTER TABLE "log_heads" ADD COLUMN "last_at" INTEGER;
ALTER TABLE "log_heads" ADD COLUMN "trimmed" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "log_heads" ADD COLUMN "checksum" INTEGER;
ALTER TABLE "changes" ADD COLUMN "is_shift" INTEGER NOT NULL DEFAULT 0 CONSTRAINT "changes.is_shift" CHECK ("is_shift" IN (0, 1));
CREATE TABLE "sync_clients" (
    "id" BLOB NOT NULL CONSTRAINT "sync_clients.id" CHECK (length("id") = 16),
    "user_id" BLOB NOT NULL CONSTRAINT "sync_clients.user_id" CHECK (length("user_id") = 16) REFERENCES "users",
    "client_id" TEXT NOT NULL,
    "highest_number" INTEGER,
    "last_sync_at" INTEGER NOT NULL,
    "created_at" INTEGER NOT NULL,
    PRIMARY KEY ("id")
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX "sync_clients_user_id_client_id_key" ON "sync_clients" ("user_id", "client_id");
CREATE TABLE "receipts" (
    "sync_client_id" BLOB NOT NULL CONSTRAINT "receipts.sync_client_id" CHECK (length("sync_client_id") = 16) REFERENCES "sync_clients",
    "number" INTEGER NOT NULL,
    "entity_type" TEXT,
    "entity_id" BLOB CONSTRAINT "receipts.entity_id" CHECK (length("entity_id") = 16),
    "outcome" TEXT NOT NULL CONSTRAINT "receipts.outcome" CHECK ("outcome" IN ('applied', 'merged', 'conflict', 'rejected', 'superseded')),
    "revision" INTEGER,
    "code" TEXT,
    "detail" TEXT,
    "errors" TEXT NOT NULL,
    "is_retryable" INTEGER NOT NULL CONSTRAINT "receipts.is_retryable" CHECK ("is_retryable" IN (0, 1)),
    "conflict_id" BLOB CONSTRAINT "receipts.conflict_id" CHECK (length("conflict_id") = 16),
    "at" INTEGER NOT NULL,
    PRIMARY KEY ("sync_client_id", "number")
) STRICT;
CREATE TABLE "conflicts" (
    "id" BLOB NOT NULL CONSTRAINT "conflicts.id" CHECK (length("id") = 16),
    "user_id" BLOB NOT NULL CONSTRAINT "conflicts.user_id" CHECK (length("user_id") = 16) REFERENCES "users",
    "sync_client_id" BLOB NOT NULL CONSTRAINT "conflicts.sync_client_id" CHECK (length("sync_client_id") = 16) REFERENCES "sync_clients",
    "trip_id" BLOB NOT NULL CONSTRAINT "conflicts.trip_id" CHECK (length("trip_id") = 16) REFERENCES "trips",
    "entity_type" TEXT NOT NULL,
    "entity_id" BLOB NOT NULL CONSTRAINT "conflicts.entity_id" CHECK (length("entity_id") = 16),
    "action" TEXT NOT NULL CONSTRAINT "conflicts.action" CHECK ("action" IN ('create', 'update', 'delete')),
    "client_timestamp" INTEGER NOT NULL,
    "base_revision" INTEGER,
    "client_data" TEXT NOT NULL,
    "server_data" TEXT NOT NULL,
    "base_data" TEXT NOT NULL,
    "conflict_fields" TEXT NOT NULL,
    "server_revision" INTEGER NOT NULL,
    "server_actor" BLOB CONSTRAINT "conflicts.server_actor" CHECK (length("server_actor") = 16) REFERENCES "users",
    "created_at" INTEGER NOT NULL,
    "resolution_strategy" TEXT CONSTRAINT "conflicts.resolution_strategy" CHECK ("resolution_strategy" IN ('server_wins', 'client_wins', 'merge', 'manual')),
    "resolved_at" INTEGER,
    "resolved_by" BLOB CONSTRAINT "conflicts.resolved_by" CHECK (length("resolved_by") = 16) REFERENCES "users",
    "notes" TEXT,
    "resolved_data" TEXT,
    PRIMARY KEY ("id")
) STRICT;
CREATE INDEX "conflicts_user_id_resolved_at_created_at_index" ON "conflicts" ("user_id", "resolved_at", "created_at");
CREATE INDEX "conflicts_entity_id_index" ON "conflicts" ("entity_id");
"""#)
}
