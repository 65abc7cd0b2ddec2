import CaravanMigrations
import CaravanProtocol
import CaravanSQL
import CaravanSQLite
import Testing

@testable import CaravanCore

/// What is without a bound is read by an index, in its order.
@Suite("Plans of the chat's queries")
struct PlanTests {
    private let texts = StatementTexts(SQLiteDialect())
    private static let index = "messages_trip_id_sent_revision_sender_is_deleted_index"

    private func plan(_ statement: String) throws -> [String] {
        let storage = SQLiteStorage(.memory, migrations: Migrations.sqlite)
        try storage.migrate()
        return try storage.plan(of: statement)
    }

    @Test("a page of the history: no sorting", arguments: [nil, [.integer(7)]] as [[StoredValue]?])
    func history(after: [StoredValue]?) throws {
        let page = Message.history(of: .unset).starting(after: after).limited(to: 51)
        let range = after == nil ? "(trip_id=?)" : "(trip_id=? AND sent_revision<?)"
        #expect(try plan(texts.select(page)) == ["SEARCH t0 USING INDEX \(Self.index) \(range)"])
    }

    @Test("what is unread: the index alone")
    func unread() throws {
        let unread = Message.unread(in: .unset, after: 7, by: .unset)
        #expect(
            try plan(texts.count(Message.schema.table, unread.condition)) == [
                "SEARCH t0 USING COVERING INDEX \(Self.index) (trip_id=? AND sent_revision>?)"
            ])
    }

    @Test("a send that comes again")
    func retries() throws {
        let first = Query<Message>(
            .equals(\.roomID, .unset), .equals(\.sender, .unset), .equals(\.clientMessageID, "x"))
        #expect(
            try plan(texts.select(first.limited(to: 1))) == [
                "SEARCH t0 USING INDEX messages_room_id_sender_client_message_id_key (room_id=? AND sender=? AND client_message_id=?)"
            ])
    }
}
