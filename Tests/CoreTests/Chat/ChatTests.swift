import CaravanCore
import CaravanInProcess
import CaravanProtocol
import TestSupport
import Testing

/// What people say in a trip's room, in order and as they said it.
@Suite struct ChatTests {
    private func history(_ stage: Stage, as part: Part = .owner, limit: Int = 200) throws -> [JSONValue] {
        try stage[part].all("chat.history", ["trip_id": stage.trip], limit: limit)
    }

    private func head(_ stage: Stage) throws -> Int { try stage.world.log(of: stage.trip).count }

    @Test(arguments: Store.allCases) func aMessageIsAnsweredListedAndLoggedAlike(store: Store) throws {
        let stage = try Stage(on: store)
        let sent = try stage[.viewer].callNow("chat.send", ["trip_id": stage.trip, "content": " Hi\n"])
        #expect(
            sent.object?.members.map(\.name) == [
                "id", "trip_id", "room_id", "content", "message_type", "reply_to", "client_message_id", "is_edited",
                "is_deleted", "revision", "created_at", "updated_at", "sender", "attachment",
            ])
        #expect(sent["content"] == " Hi\n" && sent["message_type"] == "text" && sent["attachment"] == .null)
        #expect(sent["sender"]?["username"] == "viewer" && sent["sender"]?.object?.count == 5)
        #expect(try history(stage).first == sent)
        let entry = try #require(try stage[.editor].all("trips.changes", ["id": stage.trip]).last)
        #expect(entry["type"] == "message.sent" && entry["data"] == sent && entry["revision"] == sent["revision"])
        let room = try stage[.owner].callNow("chat.room", ["trip_id": stage.trip])
        #expect(room["id"] == sent["room_id"] && room["last_message"] == sent && room["online"] == [])
        try stage.world.expectSoundLogs()
    }

    /// Edits move revisions, and no message to another place.
    @Test(arguments: Store.allCases) func theHistoryIsInTheOrderOfSending(store: Store) throws {
        let stage = try Stage(on: store)
        var ids = [Part.owner, .editor, .viewer].map { stage.message(of: $0) }
        for number in 0..<7 { ids.append(try stage[.owner].say("m\(number)", in: stage.trip)) }
        _ = try stage[.owner].callNow("chat.edit", ["id": ids[3], "content": "later"])
        _ = try stage[.owner].callNow("chat.delete", ["id": ids[0]])
        // A clock that jumps back changes nothing either.
        stage.world.clock.advance(seconds: -600)
        ids.append(try stage[.viewer].say("last", in: stage.trip))
        #expect(try history(stage) == history(stage, as: .viewer), "the same to all")
        for limit in [1, 2, 3, 11, 200] {
            #expect(try history(stage, as: .viewer, limit: limit).map { $0["id"] ?? .null } == ids.reversed())
        }
    }

    @Test func pagesGoOnWhileOthersTalk() throws {
        let stage = try Stage()
        let page = try stage[.owner].callNow("chat.history", ["trip_id": stage.trip, "limit": 2])
        _ = try stage[.editor].say("meanwhile", in: stage.trip)
        let next: JSONObject = ["trip_id": stage.trip, "cursor": page["next"] ?? .null]
        #expect(try stage[.owner].callNow("chat.history", next)["results"]?.array.count == 1)
        #expect(stage[.editor].code("chat.history", next) == .malformed, "another's cursor")
        #expect(
            stage[.owner].code("chat.history", next.with(["trip_id": stage.elsewhere.trip])) == .malformed,
            "another room's")
    }

    @Test func anEditIsShownAndLogged() throws {
        let stage = try Stage()
        let before = try #require(try history(stage).last)
        let edit: JSONObject = ["id": stage.message(of: .owner), "content": "Corrected"]
        let edited = try stage[.owner].callNow("chat.edit", edit)
        #expect(edited["content"] == "Corrected" && edited["is_edited"] == true)
        #expect(edited["created_at"] == before["created_at"] && edited["updated_at"] != before["updated_at"])
        #expect(try history(stage).last == edited)
        let entry = try #require(try stage[.viewer].all("trips.changes", ["id": stage.trip]).last)
        #expect(entry["type"] == "message.edited" && entry["data"] == edited && entry["action"] == "update")
        // The same words are no change; in another normal form they are others.
        let then = try stage.world.snapshot()
        #expect(try stage[.owner].callNow("chat.edit", edit) == edited)
        #expect(try stage.world.snapshot() == then)
        _ = try stage[.owner].callNow("chat.edit", edit.with(["content": "Caf\u{E9}"]))
        let head = try head(stage)
        _ = try stage[.owner].callNow("chat.edit", edit.with(["content": "Cafe\u{301}"]))
        #expect(try self.head(stage) == head + 1)
        try stage.world.expectSoundLogs()
    }

    @Test func aMessageIsItsSenders() throws {
        let stage = try Stage()
        let before = try stage.world.snapshot()
        for part in [Part.owner, .editor] {
            let theirs: JSONObject = ["id": stage.message(of: .viewer), "content": "Forged"]
            #expect(stage[part].code("chat.edit", theirs) == .forbidden)
        }
        #expect(stage[.editor].code("chat.delete", ["id": stage.message(of: .viewer)]) == .forbidden)
        #expect(stage[.viewer].code("chat.delete", ["id": stage.message(of: .owner)]) == .forbidden)
        for part in [Part.former, .outsider] {
            #expect(stage[part].code("chat.edit", ["id": stage.message(of: .owner), "content": "X"]) == .notFound)
            #expect(stage[part].code("chat.delete", ["id": stage.message(of: .owner)]) == .notFound)
        }
        #expect(try stage.world.snapshot() == before)
        #expect(stage[.owner].code("chat.delete", ["id": stage.message(of: .viewer)]) == nil, "the owner may")
    }

    @Test func repliesStayInTheirRoom() throws {
        let stage = try Stage()
        let elsewhere = try stage[.owner].say("There", in: stage.elsewhere.trip)
        for target in [elsewhere, stage.trip, BadReferenceTests.unknown] {
            let failure = stage[.owner].failure(
                "chat.send", ["trip_id": stage.trip, "content": "X", "reply_to": target])
            #expect(failure?.code == .validationFailed && failure?.errors.map(\.field) == ["reply_to"])
        }
        // To a deleted one too: it stays in the history.
        _ = try stage[.editor].callNow("chat.delete", ["id": stage.message(of: .editor)])
        let reply = try stage[.owner].callNow(
            "chat.send", ["trip_id": stage.trip, "content": "X", "reply_to": stage.message(of: .editor)])
        #expect(reply["reply_to"] == stage.message(of: .editor))
    }

    @Test(
        arguments: [
            (["message_type": "system"], "message_type"), (["message_type": "shout"], "message_type"),
            (["message_type": "file"], "attachment_id"),
            (["attachment_id": BadReferenceTests.unknown], "attachment_id"),
            (["message_type": "file", "attachment_id": BadReferenceTests.unknown], "attachment_id"),
            (["client_message_id": ""], "client_message_id"),
        ] as [(JSONObject, String)]) func whatNobodyMaySend(_ wrong: (fields: JSONObject, field: String)) throws
    {
        let stage = try Stage()
        let before = try stage.world.snapshot()
        let params: JSONObject = ["trip_id": stage.trip, "content": "X"]
        let failure = stage[.owner].failure("chat.send", params.with(wrong.fields))
        #expect(failure?.code == .validationFailed && failure?.errors.map(\.field) == [wrong.field])
        #expect(try stage.world.snapshot() == before)
    }

    @Test func editsHaveABound() throws {
        let stage = try Stage()
        let edit: JSONObject = ["id": stage.message(of: .owner)]
        for number in 0..<1000 {
            _ = try stage[.owner].callNow("chat.edit", edit.with(["content": "\(number)".json]))
        }
        #expect(stage[.owner].code("chat.edit", edit.with(["content": "once more"])) == .conflict)
        #expect(stage[.owner].code("chat.delete", edit) == nil)
        try stage.world.expectSoundLogs()
    }

    @Test func aDeletedTripHasNoRoom() throws {
        let stage = try Stage()
        _ = try stage[.owner].callNow("trips.delete", ["id": stage.trip])
        for operation in ["chat.room", "chat.history", "chat.send", "chat.edit", "chat.delete", "chat.read"] {
            #expect(stage[.owner].code(operation, try #require(stage.params(operation))) == .notFound)
        }
    }
}
