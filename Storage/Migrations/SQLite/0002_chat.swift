import CaravanProtocol

extension Migrations.SQLite {
    // swift-format-ignore
    static let m0002_chat = Migration(number: 2, name: "chat", sql: #"""
ALTER TABLE "idempotency_records" ADD COLUMN "subject" BLOB CONSTRAINT "idempotency_records.subject" CHECK (length("subject") = 16);
CREATE INDEX "idempotency_records_subject_index" ON "idempotency_records" ("subject");
CREATE TABLE "chat_rooms" (
    "id" BLOB NOT NULL CONSTRAINT "chat_rooms.id" CHECK (length("id") = 16),
    "trip_id" BLOB NOT NULL CONSTRAINT "chat_rooms.trip_id" CHECK (length("trip_id") = 16) REFERENCES "trips",
    "created_at" INTEGER NOT NULL,
    PRIMARY KEY ("id")
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX "chat_rooms_trip_id_key" ON "chat_rooms" ("trip_id");
-- By hand: each trip that there is gets its room, whose id is a UUIDv4.
INSERT INTO "chat_rooms" ("id", "trip_id", "created_at")
    SELECT CAST(randomblob(6) || x'4a' || randomblob(1) || x'8b' || randomblob(7) AS BLOB), "id", "created_at" FROM "trips";
CREATE TABLE "messages" (
    "id" BLOB NOT NULL CONSTRAINT "messages.id" CHECK (length("id") = 16),
    "trip_id" BLOB NOT NULL CONSTRAINT "messages.trip_id" CHECK (length("trip_id") = 16) REFERENCES "trips",
    "room_id" BLOB NOT NULL CONSTRAINT "messages.room_id" CHECK (length("room_id") = 16) REFERENCES "chat_rooms",
    "sender" BLOB NOT NULL CONSTRAINT "messages.sender" CHECK (length("sender") = 16) REFERENCES "users",
    "content" TEXT NOT NULL CONSTRAINT "messages.content" CHECK (length("content") BETWEEN 0 AND 4000),
    "message_type" TEXT NOT NULL CONSTRAINT "messages.message_type" CHECK ("message_type" IN ('text', 'system', 'file')),
    "reply_to" BLOB CONSTRAINT "messages.reply_to" CHECK (length("reply_to") = 16) REFERENCES "messages",
    "client_message_id" TEXT CONSTRAINT "messages.client_message_id" CHECK (length("client_message_id") BETWEEN 1 AND 200),
    "attachment_id" BLOB CONSTRAINT "messages.attachment_id" CHECK (length("attachment_id") = 16),
    "is_edited" INTEGER NOT NULL CONSTRAINT "messages.is_edited" CHECK ("is_edited" IN (0, 1)),
    "is_deleted" INTEGER NOT NULL CONSTRAINT "messages.is_deleted" CHECK ("is_deleted" IN (0, 1)),
    "sent_revision" INTEGER NOT NULL,
    "revision" INTEGER NOT NULL,
    "created_at" INTEGER NOT NULL,
    "updated_at" INTEGER NOT NULL,
    PRIMARY KEY ("id")
) STRICT;
CREATE UNIQUE INDEX "messages_room_id_sender_client_message_id_key" ON "messages" ("room_id", "sender", "client_message_id");
CREATE INDEX "messages_trip_id_sent_revision_sender_is_deleted_index" ON "messages" ("trip_id", "sent_revision", "sender", "is_deleted");
CREATE TABLE "read_markers" (
    "room_id" BLOB NOT NULL CONSTRAINT "read_markers.room_id" CHECK (length("room_id") = 16) REFERENCES "chat_rooms",
    "user_id" BLOB NOT NULL CONSTRAINT "read_markers.user_id" CHECK (length("user_id") = 16) REFERENCES "users",
    "message_id" BLOB NOT NULL CONSTRAINT "read_markers.message_id" CHECK (length("message_id") = 16) REFERENCES "messages",
    "sent_revision" INTEGER NOT NULL,
    "read_at" INTEGER NOT NULL,
    PRIMARY KEY ("room_id", "user_id")
) STRICT, WITHOUT ROWID;
"""#)
}
