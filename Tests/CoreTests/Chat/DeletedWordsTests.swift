import CaravanCore
import CaravanInProcess
import CaravanProtocol
import TestSupport
import Testing

/// The words of a deleted message are never sent again: they are nowhere any more.
@Suite struct DeletedWordsTests {
    private static let id: JSONValue = "0190a9c4-5b1d-7cc0-8000-00000000c0de"

    private func params(_ stage: Stage) -> JSONObject {
        [
            "trip_id": stage.trip, "content": "first secret", "client_message_id": "m-1", "id": Self.id,
            "reply_to": stage.message(of: .owner),
        ]
    }

    /// A message that was sent under a key, sent again by its marks, edited, and deleted.
    private func stage(_ store: Store, deletedBy part: Part = .editor) throws -> Stage {
        let stage = try Stage(on: store)
        let editor = stage[.editor]
        _ = try editor.callNow("chat.send", params(stage).keyed("k"))
        _ = try editor.callNow("chat.send", params(stage).keyed("again"))
        _ = try editor.callNow("chat.edit", ["id": Self.id, "content": "second secret"])
        _ = try editor.callNow("chat.send", params(stage).keyed("edited"))
        _ = try stage[.viewer].callNow("chat.send", ["trip_id": stage.trip, "content": "Really?", "reply_to": Self.id])
        _ = try stage[part].callNow("chat.delete", ["id": Self.id])
        return stage
    }

    private func text(_ value: JSONValue) -> String {
        var writer = JSONWriter()
        writer.value(value)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    @Test(arguments: Store.allCases, [Part.editor, .owner])
    func noRowHasThem(store: Store, part: Part) throws {
        let stage = try stage(store, deletedBy: part)
        for (table, rows) in try stage.world.snapshot() {
            for case .text(let text) in rows.joined() { #expect(!text.contains("secret"), "\(table)") }
        }
        try stage.world.expectSoundLogs()
    }

    @Test(arguments: Store.allCases) func noAnswerHasThem(store: Store) throws {
        let stage = try stage(store)
        let editor = stage[.editor]
        let before = try stage.world.snapshot().filter { $0.key != "idempotency_records" }
        let again: [JSONObject] = [
            params(stage), params(stage).keyed("k"), params(stage).keyed("again"), params(stage).keyed("edited"),
            params(stage).without("id"), params(stage).without("id").keyed("fresh"),
        ]
        for (index, params) in again.enumerated() {
            let answer = try editor.callNow("chat.send", params)
            #expect(answer["id"] == Self.id && answer["content"] == "" && answer["is_deleted"] == true, "\(index)")
            #expect(answer["reply_to"] == stage.message(of: .owner) && answer["sender"]?["username"] == "editor")
        }
        // But for the answer under the fresh key.
        #expect(try stage.world.snapshot().filter { $0.key != "idempotency_records" } == before)
        for (operation, params) in [
            ("trips.changes", ["id": stage.trip]), ("chat.history", ["trip_id": stage.trip]),
            ("chat.room", ["trip_id": stage.trip]),
        ] as [(String, JSONObject)] {
            #expect(!text(try stage[.viewer].callNow(operation, params)).contains("secret"), "\(operation)")
        }
    }

    @Test func theLogKeepsItsRevisions() throws {
        let stage = try Stage()
        let sent = try stage[.editor].callNow("chat.send", params(stage))
        let edited = try stage[.editor].callNow("chat.edit", ["id": Self.id, "content": "second secret"])
        let before = try stage[.owner].all("trips.changes", ["id": stage.trip])
        _ = try stage[.editor].callNow("chat.delete", ["id": Self.id])
        let log = try stage[.owner].all("trips.changes", ["id": stage.trip])
        let gone: JSONObject = ["content": "", "is_deleted": true]
        for (entry, shown) in zip(log.suffix(3), [sent, edited]) {
            #expect(entry["data"]?.object == shown.object?.with(gone))
            #expect(entry["revision"] == shown["revision"])
        }
        #expect(log.dropLast().map { $0.without("data") } == before.map { $0.without("data") })
        #expect(log.dropLast(3) == before.dropLast(2))
        let last = try #require(log.last)
        #expect(last["type"] == "message.deleted" && last["data"] == ["id": Self.id] && last["action"] == "delete")
        let listed = try #require(try stage[.owner].all("chat.history", ["trip_id": stage.trip]).first)
        #expect(listed["revision"] == last["revision"] && listed["updated_at"] == last["at"])
        #expect(listed["is_edited"] == true && listed["reply_to"] == stage.message(of: .owner))
    }

    /// The first answer under the id, but for the words; another content is still refused.
    @Test func theIDStaysTaken() throws {
        let stage = try Stage()
        let params = params(stage).without("client_message_id")
        let sent = try stage[.editor].callNow("chat.send", params)
        _ = try stage[.editor].callNow("chat.delete", ["id": Self.id])
        let gone: JSONObject = ["content": "", "is_deleted": true]
        #expect(try stage[.editor].callNow("chat.send", params).object == sent.object?.with(gone))
        #expect(stage[.editor].code("chat.send", params.with(["content": "other"])) == .alreadyExists)
        #expect(stage[.owner].code("chat.send", params) == .alreadyExists)
    }

    @Test func deletedIsForEver() throws {
        let stage = try Stage()
        let message: JSONObject = ["id": stage.message(of: .viewer)]
        #expect(stage[.owner].code("chat.delete", message) == nil)
        let before = try stage.world.snapshot()
        for part in [Part.viewer, .owner] { #expect(stage[part].code("chat.delete", message) == nil, "again") }
        #expect(stage[.editor].code("chat.delete", message) == .forbidden)
        for part in [Part.viewer, .owner] {
            #expect(stage[part].code("chat.edit", message.with(["content": "Back"])) == .notFound)
        }
        #expect(try stage.world.snapshot() == before)
    }

    /// A crash before the commit leaves the message as it was, with its words.
    @Test func theyGoAllAtOnceOrNotAtAll() throws {
        let storage = FailingStorage(Store.sqlite.storage())
        let world = try TestWorld(storage, settings: .unlimited)
        let ann = try world.person("ann")
        let trip = try ann.makeTrip()
        let sent: JSONObject = ["trip_id": trip, "content": "secret"]
        let id = try ann.make("chat.send", sent.keyed("k"))
        let before = try world.snapshot()
        storage.failNextCommit(.unavailable("crash"))
        #expect(ann.code("chat.delete", ["id": id]) == .unavailable)
        #expect(try world.snapshot() == before)
        #expect(try ann.callNow("chat.send", sent.keyed("k"))["content"] == "secret")
    }
}
