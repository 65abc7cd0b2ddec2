import CaravanProtocol

extension ClientMigrations {
    // swift-format-ignore
    static let m0001_replica = Migration(number: 1, name: "replica", sql: #"""
CREATE TABLE "replica_state" (
    "id" BLOB NOT NULL CONSTRAINT "replica_state.id" CHECK (length("id") = 16),
    "client_id" TEXT NOT NULL,
    "next_number" INTEGER NOT NULL,
    "next_position" INTEGER NOT NULL,
    "cursor" TEXT,
    "epoch" TEXT,
    "generation" INTEGER NOT NULL,
    "rebuild" TEXT NOT NULL CONSTRAINT "replica_state.rebuild" CHECK ("rebuild" IN ('none', 'healing', 'resync', 'restored')),
    "is_pull_due" INTEGER NOT NULL CONSTRAINT "replica_state.is_pull_due" CHECK ("is_pull_due" IN (0, 1)),
    "pushes_alone" INTEGER NOT NULL CONSTRAINT "replica_state.pushes_alone" CHECK ("pushes_alone" IN (0, 1)),
    "batch_max" INTEGER NOT NULL,
    "failures" INTEGER NOT NULL,
    "not_before" INTEGER,
    "last_sync_timestamp" INTEGER,
    "last_error" TEXT,
    "healed_count" INTEGER NOT NULL,
    "user_id" BLOB CONSTRAINT "replica_state.user_id" CHECK (length("user_id") = 16),
    PRIMARY KEY ("id")
) STRICT, WITHOUT ROWID;
CREATE TABLE "served" (
    "kind" TEXT NOT NULL CONSTRAINT "served.kind" CHECK ("kind" IN ('trip', 'destination', 'activity', 'message', 'member')),
    "id" BLOB NOT NULL CONSTRAINT "served.id" CHECK (length("id") = 16),
    "trip_id" BLOB NOT NULL CONSTRAINT "served.trip_id" CHECK (length("trip_id") = 16),
    "revision" INTEGER NOT NULL,
    "snapshot" TEXT NOT NULL,
    "generation" INTEGER NOT NULL,
    PRIMARY KEY ("kind", "id")
) STRICT;
CREATE INDEX "served_trip_id_kind_index" ON "served" ("trip_id", "kind");
CREATE INDEX "served_generation_index" ON "served" ("generation");
CREATE TABLE "queue" (
    "id" BLOB NOT NULL CONSTRAINT "queue.id" CHECK (length("id") = 16),
    "position" INTEGER NOT NULL,
    "number" INTEGER,
    "entity_type" TEXT NOT NULL CONSTRAINT "queue.entity_type" CHECK ("entity_type" IN ('trip', 'destination', 'activity', 'message', 'member')),
    "entity_id" BLOB NOT NULL CONSTRAINT "queue.entity_id" CHECK (length("entity_id") = 16),
    "trip_id" BLOB NOT NULL CONSTRAINT "queue.trip_id" CHECK (length("trip_id") = 16),
    "action" TEXT NOT NULL CONSTRAINT "queue.action" CHECK ("action" IN ('create', 'update', 'delete')),
    "data" TEXT NOT NULL,
    "client_timestamp" INTEGER NOT NULL,
    "base_revision" INTEGER,
    "base" TEXT,
    "status" TEXT NOT NULL CONSTRAINT "queue.status" CHECK ("status" IN ('pending', 'syncing', 'synced', 'failed')),
    "retry_count" INTEGER NOT NULL,
    "not_before" INTEGER,
    "hold" TEXT CONSTRAINT "queue.hold" CHECK ("hold" IN ('rejected', 'attempts', 'dependency', 'access_lost', 'too_large')),
    "last_error" TEXT,
    "receipt_revision" INTEGER,
    PRIMARY KEY ("id")
) STRICT;
CREATE UNIQUE INDEX "queue_position_key" ON "queue" ("position");
CREATE INDEX "queue_entity_id_index" ON "queue" ("entity_id");
CREATE INDEX "queue_trip_id_position_index" ON "queue" ("trip_id", "position");
CREATE INDEX "queue_status_position_index" ON "queue" ("status", "position");
CREATE TABLE "conflicts" (
    "id" BLOB NOT NULL CONSTRAINT "conflicts.id" CHECK (length("id") = 16),
    "entity_type" TEXT NOT NULL CONSTRAINT "conflicts.entity_type" CHECK ("entity_type" IN ('trip', 'destination', 'activity', 'message', 'member')),
    "entity_id" BLOB NOT NULL CONSTRAINT "conflicts.entity_id" CHECK (length("entity_id") = 16),
    "trip_id" BLOB NOT NULL CONSTRAINT "conflicts.trip_id" CHECK (length("trip_id") = 16),
    "told" TEXT NOT NULL,
    "met_at" INTEGER NOT NULL,
    "resolution" TEXT CONSTRAINT "conflicts.resolution" CHECK ("resolution" IN ('server_wins', 'client_wins', 'merge', 'manual')),
    "resolved_data" TEXT,
    "notes" TEXT,
    "last_error" TEXT,
    PRIMARY KEY ("id")
) STRICT;
CREATE INDEX "conflicts_met_at_index" ON "conflicts" ("met_at");
CREATE INDEX "conflicts_resolution_index" ON "conflicts" ("resolution");
CREATE TABLE "lost_trips" (
    "trip_id" BLOB NOT NULL CONSTRAINT "lost_trips.trip_id" CHECK (length("trip_id") = 16),
    PRIMARY KEY ("trip_id")
) STRICT, WITHOUT ROWID;
CREATE TABLE "trip_healings" (
    "trip_id" BLOB NOT NULL CONSTRAINT "trip_healings.trip_id" CHECK (length("trip_id") = 16),
    "healed_at" INTEGER NOT NULL,
    PRIMARY KEY ("trip_id")
) STRICT, WITHOUT ROWID;
CREATE TABLE "session" (
    "id" BLOB NOT NULL CONSTRAINT "session.id" CHECK (length("id") = 16),
    "server" TEXT NOT NULL,
    "user_id" BLOB NOT NULL CONSTRAINT "session.user_id" CHECK (length("user_id") = 16),
    "username" TEXT NOT NULL,
    "access" TEXT NOT NULL,
    "refresh" TEXT NOT NULL,
    PRIMARY KEY ("id")
) STRICT, WITHOUT ROWID;

"""#)
}
