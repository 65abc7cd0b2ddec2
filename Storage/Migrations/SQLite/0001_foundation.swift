import CaravanProtocol

extension Migrations.SQLite {
    // swift-format-ignore
    static let m0001_foundation = Migration(number: 1, name: "foundation", sql: #"""
CREATE TABLE "database_info" (
    "number" INTEGER NOT NULL,
    "epoch" TEXT NOT NULL,
    PRIMARY KEY ("number")
) STRICT;
CREATE TABLE "users" (
    "id" BLOB NOT NULL CONSTRAINT "users.id" CHECK (length("id") = 16),
    "email" TEXT NOT NULL,
    "email_folded" TEXT NOT NULL,
    "username" TEXT NOT NULL,
    "username_folded" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "is_active" INTEGER NOT NULL CONSTRAINT "users.is_active" CHECK ("is_active" IN (0, 1)),
    "date_joined" INTEGER NOT NULL,
    "last_login" INTEGER,
    "revision" INTEGER NOT NULL,
    PRIMARY KEY ("id")
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX "users_email_folded_key" ON "users" ("email_folded");
CREATE UNIQUE INDEX "users_username_folded_key" ON "users" ("username_folded");
CREATE TABLE "jobs" (
    "id" BLOB NOT NULL CONSTRAINT "jobs.id" CHECK (length("id") = 16),
    "kind" TEXT NOT NULL,
    "subject" BLOB NOT NULL CONSTRAINT "jobs.subject" CHECK (length("subject") = 16),
    "due_at" INTEGER NOT NULL,
    "attempts" INTEGER NOT NULL,
    "created_at" INTEGER NOT NULL,
    PRIMARY KEY ("id")
) STRICT, WITHOUT ROWID;
CREATE INDEX "jobs_due_at_index" ON "jobs" ("due_at");
CREATE TABLE "log_heads" (
    "scope_id" BLOB NOT NULL CONSTRAINT "log_heads.scope_id" CHECK (length("scope_id") = 16),
    "scope_kind" TEXT NOT NULL CONSTRAINT "log_heads.scope_kind" CHECK ("scope_kind" IN ('trip', 'user')),
    "head" INTEGER NOT NULL,
    PRIMARY KEY ("scope_id")
) STRICT, WITHOUT ROWID;
CREATE TABLE "profiles" (
    "id" BLOB NOT NULL CONSTRAINT "profiles.id" CHECK (length("id") = 16),
    "user_id" BLOB NOT NULL CONSTRAINT "profiles.user_id" CHECK (length("user_id") = 16) REFERENCES "users",
    "first_name" TEXT NOT NULL CONSTRAINT "profiles.first_name" CHECK (length("first_name") BETWEEN 0 AND 150),
    "first_name_folded" TEXT NOT NULL,
    "last_name" TEXT NOT NULL CONSTRAINT "profiles.last_name" CHECK (length("last_name") BETWEEN 0 AND 150),
    "last_name_folded" TEXT NOT NULL,
    "avatar" TEXT,
    "bio" TEXT NOT NULL CONSTRAINT "profiles.bio" CHECK (length("bio") BETWEEN 0 AND 10000),
    "created_at" INTEGER NOT NULL,
    "updated_at" INTEGER NOT NULL,
    PRIMARY KEY ("id")
) STRICT;
CREATE UNIQUE INDEX "profiles_user_id_key" ON "profiles" ("user_id");
CREATE INDEX "profiles_first_name_folded_index" ON "profiles" ("first_name_folded");
CREATE INDEX "profiles_last_name_folded_index" ON "profiles" ("last_name_folded");
CREATE TABLE "sessions" (
    "id" BLOB NOT NULL CONSTRAINT "sessions.id" CHECK (length("id") = 16),
    "user_id" BLOB NOT NULL CONSTRAINT "sessions.user_id" CHECK (length("user_id") = 16) REFERENCES "users",
    "created_at" INTEGER NOT NULL,
    "ended_at" INTEGER,
    PRIMARY KEY ("id")
) STRICT, WITHOUT ROWID;
CREATE INDEX "sessions_user_id_ended_at_index" ON "sessions" ("user_id", "ended_at");
CREATE TABLE "password_resets" (
    "id" BLOB NOT NULL CONSTRAINT "password_resets.id" CHECK (length("id") = 16),
    "user_id" BLOB NOT NULL CONSTRAINT "password_resets.user_id" CHECK (length("user_id") = 16) REFERENCES "users",
    "created_at" INTEGER NOT NULL,
    "expires_at" INTEGER NOT NULL,
    "used_at" INTEGER,
    PRIMARY KEY ("id")
) STRICT, WITHOUT ROWID;
CREATE INDEX "password_resets_user_id_index" ON "password_resets" ("user_id");
CREATE TABLE "idempotency_records" (
    "user_id" BLOB NOT NULL CONSTRAINT "idempotency_records.user_id" CHECK (length("user_id") = 16) REFERENCES "users",
    "key" TEXT NOT NULL,
    "operation" TEXT NOT NULL,
    "fingerprint" BLOB NOT NULL,
    "answer" TEXT NOT NULL,
    "created_at" INTEGER NOT NULL,
    PRIMARY KEY ("user_id", "key")
) STRICT;
CREATE INDEX "idempotency_records_created_at_index" ON "idempotency_records" ("created_at");
CREATE TABLE "notification_settings" (
    "user_id" BLOB NOT NULL CONSTRAINT "notification_settings.user_id" CHECK (length("user_id") = 16) REFERENCES "users",
    "scope_id" BLOB NOT NULL CONSTRAINT "notification_settings.scope_id" CHECK (length("scope_id") = 16),
    "notify" TEXT CONSTRAINT "notification_settings.notify" CHECK ("notify" IN ('all', 'mentions', 'none')),
    "reminder_minutes" INTEGER,
    PRIMARY KEY ("user_id", "scope_id")
) STRICT, WITHOUT ROWID;
CREATE TABLE "trips" (
    "id" BLOB NOT NULL CONSTRAINT "trips.id" CHECK (length("id") = 16),
    "title" TEXT NOT NULL CONSTRAINT "trips.title" CHECK (length("title") BETWEEN 1 AND 200),
    "description" TEXT NOT NULL CONSTRAINT "trips.description" CHECK (length("description") BETWEEN 0 AND 10000),
    "creator" BLOB NOT NULL CONSTRAINT "trips.creator" CHECK (length("creator") = 16) REFERENCES "users",
    "start_date" INTEGER NOT NULL,
    "end_date" INTEGER NOT NULL,
    "status" TEXT NOT NULL CONSTRAINT "trips.status" CHECK ("status" IN ('draft', 'planned', 'active', 'completed', 'cancelled')),
    "visibility" TEXT NOT NULL CONSTRAINT "trips.visibility" CHECK ("visibility" IN ('private', 'shared', 'public')),
    "time_zone" TEXT NOT NULL,
    "currency" TEXT,
    "member_count" INTEGER NOT NULL,
    "revision" INTEGER NOT NULL,
    "created_at" INTEGER NOT NULL,
    "updated_at" INTEGER NOT NULL,
    "deleted_at" INTEGER,
    PRIMARY KEY ("id")
) STRICT;
CREATE INDEX "trips_creator_created_at_index" ON "trips" ("creator", "created_at");
CREATE INDEX "trips_status_start_date_index" ON "trips" ("status", "start_date");
CREATE INDEX "trips_visibility_created_at_index" ON "trips" ("visibility", "created_at");
CREATE TABLE "changes" (
    "scope_id" BLOB NOT NULL CONSTRAINT "changes.scope_id" CHECK (length("scope_id") = 16),
    "revision" INTEGER NOT NULL,
    "scope_kind" TEXT NOT NULL CONSTRAINT "changes.scope_kind" CHECK ("scope_kind" IN ('trip', 'user')),
    "type" TEXT NOT NULL,
    "entity_type" TEXT NOT NULL,
    "entity_id" BLOB NOT NULL CONSTRAINT "changes.entity_id" CHECK (length("entity_id") = 16),
    "action" TEXT NOT NULL CONSTRAINT "changes.action" CHECK ("action" IN ('create', 'update', 'delete')),
    "actor" BLOB CONSTRAINT "changes.actor" CHECK (length("actor") = 16) REFERENCES "users",
    "at" INTEGER NOT NULL,
    "client_id" TEXT,
    "client_timestamp" INTEGER,
    "data" TEXT NOT NULL,
    "fingerprint" BLOB,
    PRIMARY KEY ("scope_id", "revision")
) STRICT;
CREATE INDEX "changes_entity_id_revision_index" ON "changes" ("entity_id", "revision");
CREATE INDEX "changes_actor_entity_type_at_index" ON "changes" ("actor", "entity_type", "at");
CREATE TABLE "refresh_tokens" (
    "fingerprint" BLOB NOT NULL,
    "session_id" BLOB NOT NULL CONSTRAINT "refresh_tokens.session_id" CHECK (length("session_id") = 16) REFERENCES "sessions",
    "created_at" INTEGER NOT NULL,
    "expires_at" INTEGER NOT NULL,
    "spent_at" INTEGER,
    PRIMARY KEY ("fingerprint")
) STRICT, WITHOUT ROWID;
CREATE INDEX "refresh_tokens_session_id_index" ON "refresh_tokens" ("session_id");
CREATE INDEX "refresh_tokens_expires_at_index" ON "refresh_tokens" ("expires_at");
CREATE TABLE "memberships" (
    "id" BLOB NOT NULL CONSTRAINT "memberships.id" CHECK (length("id") = 16),
    "trip_id" BLOB NOT NULL CONSTRAINT "memberships.trip_id" CHECK (length("trip_id") = 16) REFERENCES "trips",
    "user_id" BLOB NOT NULL CONSTRAINT "memberships.user_id" CHECK (length("user_id") = 16) REFERENCES "users",
    "role" TEXT NOT NULL CONSTRAINT "memberships.role" CHECK ("role" IN ('owner', 'editor', 'viewer')),
    "joined_at" INTEGER NOT NULL,
    "invited_by" BLOB CONSTRAINT "memberships.invited_by" CHECK (length("invited_by") = 16) REFERENCES "users",
    "revision" INTEGER NOT NULL,
    "created_at" INTEGER NOT NULL,
    "updated_at" INTEGER NOT NULL,
    "deleted_at" INTEGER,
    PRIMARY KEY ("id")
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX "memberships_trip_id_user_id_live_key" ON "memberships" ("trip_id", "user_id") WHERE "deleted_at" IS NULL;
CREATE INDEX "memberships_user_id_deleted_at_index" ON "memberships" ("user_id", "deleted_at");
CREATE INDEX "memberships_trip_id_joined_at_index" ON "memberships" ("trip_id", "joined_at");
CREATE TABLE "destinations" (
    "id" BLOB NOT NULL CONSTRAINT "destinations.id" CHECK (length("id") = 16),
    "trip_id" BLOB NOT NULL CONSTRAINT "destinations.trip_id" CHECK (length("trip_id") = 16) REFERENCES "trips",
    "name" TEXT NOT NULL CONSTRAINT "destinations.name" CHECK (length("name") BETWEEN 1 AND 200),
    "description" TEXT NOT NULL CONSTRAINT "destinations.description" CHECK (length("description") BETWEEN 0 AND 10000),
    "location" TEXT,
    "order" INTEGER NOT NULL,
    "arrival_date" INTEGER NOT NULL,
    "departure_date" INTEGER NOT NULL,
    "time_zone" TEXT,
    "revision" INTEGER NOT NULL,
    "created_at" INTEGER NOT NULL,
    "updated_at" INTEGER NOT NULL,
    "deleted_at" INTEGER,
    PRIMARY KEY ("id")
) STRICT;
CREATE INDEX "destinations_trip_id_order_index" ON "destinations" ("trip_id", "order");
CREATE INDEX "destinations_trip_id_arrival_date_index" ON "destinations" ("trip_id", "arrival_date");
CREATE TABLE "activities" (
    "id" BLOB NOT NULL CONSTRAINT "activities.id" CHECK (length("id") = 16),
    "trip_id" BLOB NOT NULL CONSTRAINT "activities.trip_id" CHECK (length("trip_id") = 16) REFERENCES "trips",
    "destination_id" BLOB NOT NULL CONSTRAINT "activities.destination_id" CHECK (length("destination_id") = 16) REFERENCES "destinations",
    "title" TEXT NOT NULL CONSTRAINT "activities.title" CHECK (length("title") BETWEEN 1 AND 200),
    "description" TEXT NOT NULL CONSTRAINT "activities.description" CHECK (length("description") BETWEEN 0 AND 10000),
    "activity_type" TEXT NOT NULL CONSTRAINT "activities.activity_type" CHECK ("activity_type" IN ('sightseeing', 'restaurant', 'hotel', 'transport', 'other')),
    "start_time" INTEGER,
    "end_time" INTEGER,
    "time_zone" TEXT,
    "cost" TEXT,
    "currency" TEXT,
    "order" INTEGER NOT NULL,
    "completed_at" INTEGER,
    "completed_by" BLOB CONSTRAINT "activities.completed_by" CHECK (length("completed_by") = 16) REFERENCES "users",
    "revision" INTEGER NOT NULL,
    "created_at" INTEGER NOT NULL,
    "updated_at" INTEGER NOT NULL,
    "deleted_at" INTEGER,
    PRIMARY KEY ("id")
) STRICT;
CREATE INDEX "activities_destination_id_order_index" ON "activities" ("destination_id", "order");
CREATE INDEX "activities_destination_id_start_time_index" ON "activities" ("destination_id", "start_time");
CREATE INDEX "activities_trip_id_destination_id_order_index" ON "activities" ("trip_id", "destination_id", "order");
"""#)
}
