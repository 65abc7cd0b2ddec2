import CaravanCore
import CaravanInProcess
import CaravanProtocol
import CaravanSQLite
import Foundation
import TestSupport
import Testing

/// A send that comes again under its `client_message_id` is the first one.
@Suite struct RetriedSendTests {
    private func params(_ stage: Stage, _ more: JSONObject = [:]) -> JSONObject {
        (["trip_id": stage.trip, "content": "Once", "client_message_id": "m-1"] as JSONObject).with(more)
    }

    @Test(arguments: Store.allCases) func againIsTheFirst(store: Store) throws {
        let stage = try Stage(on: store)
        let first = try stage[.editor].callNow("chat.send", params(stage))
        #expect(first["client_message_id"] == "m-1")
        let before = try stage.world.snapshot()
        let id: JSONValue = "0190a9c4-5b1d-7cc0-8000-00000000c0de"
        for again: JSONObject in [[:], ["content": "Other"], ["id": id], ["message_type": "text"]] {
            #expect(try stage[.editor].callNow("chat.send", params(stage, again)) == first)
        }
        #expect(try stage.world.snapshot() == before)
        // As it is now, for ever.
        let edited = try stage[.editor].callNow("chat.edit", ["id": first["id"] ?? .null, "content": "Twice"])
        stage.world.clock.advance(seconds: 600)
        #expect(try stage[.editor].callNow("chat.send", params(stage)) == edited)
        _ = try stage[.editor].callNow("chat.delete", ["id": first["id"] ?? .null])
        let head = try stage.world.log(of: stage.trip).count
        let again = try stage[.editor].callNow("chat.send", params(stage))
        #expect(again["id"] == first["id"] && again["content"] == "" && again["is_deleted"] == true)
        #expect(try stage.world.log(of: stage.trip).count == head)
        try stage.world.expectSoundLogs()
    }

    @Test func itIsTheSendersOwnAndTheRooms() throws {
        let stage = try Stage()
        let elsewhere = params(stage, ["trip_id": stage.elsewhere.trip])
        let ids = [
            try stage[.owner].make("chat.send", params(stage)), try stage[.viewer].make("chat.send", params(stage)),
            try stage[.owner].make("chat.send", elsewhere),
            try stage[.owner].make("chat.send", params(stage, ["client_message_id": "M-1"])),
            try stage[.owner].make("chat.send", params(stage, ["client_message_id": "m-1 "])),
        ]
        #expect(Set(ids.compactMap(\.string)).count == 5)
    }

    @Test func withoutItEachIsAnother() throws {
        let stage = try Stage()
        let ids = try (0..<3).map { _ in
            try stage[.owner].make("chat.send", params(stage, ["client_message_id": .null])).string
        }
        #expect(Set(ids).count == 3)
    }

    /// On a database in a file, through the asynchronous shell.
    @Test func atTheSameMomentTheyMakeOne() async throws {
        let directory = NSTemporaryDirectory() + "caravan-chat-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let storage = SQLiteStorage(
            .file(directory + "/caravan.db"), migrations: schemaMigrations,
            options: SQLiteOptions(synchronous: .normal, readers: 3))
        defer { storage.close() }
        let world = try TestWorld(storage, settings: .unlimited)
        let ann = try world.person("ann")
        let trip = try ann.makeTrip()
        for round in 0..<8 {
            let answers = try await withThrowingTaskGroup(of: JSONValue.self) { group in
                for _ in 0..<12 {
                    group.addTask {
                        try await ann.call(
                            "chat.send", ["trip_id": trip, "content": "X", "client_message_id": "\(round)".json])
                    }
                }
                return try await group.reduce(into: [JSONValue]()) { $0.append($1) }
            }
            #expect(answers.count == 12 && answers.allSatisfy { $0 == answers[0] })
            #expect(try ann.all("chat.history", ["trip_id": trip]).count == round + 1)
        }
        try world.expectSoundLogs()
    }
}
