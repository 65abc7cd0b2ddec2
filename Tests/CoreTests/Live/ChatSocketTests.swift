import CaravanCore
import CaravanInProcess
import CaravanProtocol
import TestSupport
import Testing

/// The reference's chat socket (WIRE.md section 4), frame by frame.
@Suite struct ChatSocketTests {
    /// The editor's and the viewer's sockets, both subscribed.
    private struct Room {
        let stage: Stage
        let lane: InProcessLane
        let ann: LiveClient
        let ben: LiveClient

        init(_ stage: Stage, _ lane: InProcessLane) async throws {
            (self.stage, self.lane) = (stage, lane)
            ann = try await LiveClient.chat(stage.world, lane, stage.trip, as: stage[.editor])
            ben = try await LiveClient.chat(stage.world, lane, stage.trip, as: stage[.viewer])
            for peer in [ann, ben] { await peer.send(["type": "subscribe", "trip_id": stage.trip]) }
            clear()
        }

        func clear() { for peer in [ann, ben] { _ = peer.take() } }

        /// What one gets by a frame of Ann's, and what Ben does.
        func frames(_ frame: JSONObject) async -> (ann: [JSONValue], ben: [JSONValue]) {
            await ann.send(.object(frame))
            return (ann.take(), ben.take())
        }
    }

    private func serving(
        _ store: Store = .sqlite, _ body: @Sendable (Room) async throws -> Void
    ) async throws {
        let stage = try Stage(on: store)
        try await InProcessLane.serving { try await body(try await Room(stage, $0)) }
    }

    @Test func subscribing() async throws {
        try await serving { room in
            let peer = try await LiveClient.chat(room.stage.world, room.lane, room.stage.trip, as: room.stage[.editor])
            await peer.send(["type": "subscribe", "trip_id": room.stage.trip, "ref": ["any": 1]])
            let answer = try #require(peer.take().first)
            let history = try room.stage[.editor].all("chat.history", ["trip_id": room.stage.trip])
            #expect(answer["type"] == "subscription_success" && answer["trip_id"] == room.stage.trip)
            #expect(answer["recent_messages"]?.array == history.reversed() && answer["ref"] == ["any": 1])
            #expect(answer["online"]?.array.compactMap { $0["username"]?.string }.sorted() == ["editor", "viewer"])
            let head = try room.stage[.editor].all("trips.changes", ["id": room.stage.trip, "after": 0]).count
            #expect(answer["revision"]?.int == head && answer["epoch"]?.string?.isEmpty == false)
            // The user was there already.
            #expect(room.ben.take().isEmpty)
        }
    }

    @Test func whoMayNotBeHere() async throws {
        try await serving { room in
            let dead: JSONValue = "018f3b5c-0000-7000-8000-00000000dead"
            let refused: [(Part, JSONValue, PeerEnd)] = [
                (.nobody, room.stage.trip, .unauthenticated), (.nobody, dead, .unauthenticated),
                (.outsider, room.stage.trip, .forbidden), (.former, room.stage.trip, .forbidden),
                (.editor, dead, .forbidden), (.editor, "nonsense", .forbidden),
            ]
            for (part, trip, end) in refused {
                let peer = try await LiveClient.chat(room.stage.world, room.lane, trip, as: room.stage[part])
                #expect(peer.end == end, "\(part) \(trip)")
            }
        }
    }

    @Test(arguments: Store.allCases) func messages(store: Store) async throws {
        try await serving(store) { room in
            let sent = await room.frames([
                "type": "chat_message", "trip_id": room.stage.trip, "content": "Hello", "ref": 7,
                "reply_to": room.stage.message(of: .owner),
            ])
            #expect(sent.ann.count == 1 && sent.ann[0]["ref"] == 7 && sent.ben == sent.ann.map { $0.without("ref") })
            let message = try #require(sent.ben.first)
            #expect(message["type"] == "chat_message" && message["message"]?["content"] == "Hello")
            #expect(message["message"]?["sender"]?["username"] == "editor")
            let id = try #require(message["message"]?["id"])
            let edited = await room.frames(["type": "edit_message", "message_id": id, "content": "Bye", "ref": "e"])
            #expect(edited.ann.first?["ref"] == "e" && edited.ben == edited.ann.map { $0.without("ref") })
            #expect(
                edited.ben.map { $0.without("updated_at", "revision") } == [
                    ["type": "message_edited", "message_id": id, "content": "Bye"]
                ])
            #expect(edited.ben.first?["updated_at"]?.string != nil)
            let deleted = await room.frames(["type": "delete_message", "message_id": id, "ref": nil])
            #expect(deleted.ben.map { $0.without("revision") } == [["type": "message_deleted", "message_id": id]])
            let revisions = [sent.ben, edited.ben, deleted.ben].map { $0.first?["revision"]?.int ?? 0 }
            #expect(revisions == [revisions[0], revisions[0] + 1, revisions[0] + 2])
            // Deleting it again answers as at first, to oneself; editing it is not found.
            let again = await room.frames(["type": "delete_message", "message_id": id, "ref": 9])
            #expect(again.ann.map { $0.without("ref") } == deleted.ben && again.ben.isEmpty)
            let late = await room.frames(["type": "edit_message", "message_id": id, "content": "X", "ref": 10])
            #expect(late.ann.first?["code"] == "not_found" && late.ann.first?["ref"] == 10 && late.ben.isEmpty)
        }
    }

    @Test func aRetryIsAnsweredToItsSocketAlone() async throws {
        try await serving { room in
            let frame: JSONObject = [
                "type": "chat_message", "trip_id": room.stage.trip, "content": "Once", "client_message_id": "m1",
            ]
            let first = await room.frames(frame.with(["ref": 1]))
            let again = await room.frames(frame.with(["ref": 2, "content": "Twice"]))
            #expect(again.ben.isEmpty && again.ann.count == 1)
            #expect(again.ann.first?["message"]?["id"] == first.ben.first?["message"]?["id"])
            #expect(again.ann.first?["revision"] == first.ben.first?["revision"] && again.ann.first?["ref"] == 2)
            // The same words are no edit; that is answered too.
            let id = first.ben.first?["message"]?["id"] ?? .null
            let same = await room.frames(["type": "edit_message", "message_id": id, "content": "Once", "ref": 3])
            #expect(same.ben.isEmpty && same.ann.first?["type"] == "message_edited" && same.ann.first?["ref"] == 3)
            // Deleted, its words are sent to nobody any more.
            _ = await room.frames(["type": "delete_message", "message_id": id])
            let last = await room.frames(frame.with(["ref": 4]))
            #expect(last.ann.first?["message"]?["content"] == "" && last.ann.first?["message"]?["is_deleted"] == true)
        }
    }

    @Test func whatIsRefused() async throws {
        try await serving { room in
            let trip = room.stage.trip
            let elsewhere = try room.stage[.owner].say("Elsewhere", in: room.stage.elsewhere.trip)
            let refused: [(JSONValue, String)] = [
                ([], "malformed"), (1, "malformed"), ([:], "malformed"), (["type": 1], "malformed"),
                (["type": "nonsense"], "malformed"), (["type": "event"], "malformed"),
                (["type": "chat_message", "content": "x"], "validation_failed"),
                (["type": "chat_message", "trip_id": "x", "content": "x"], "validation_failed"),
                (["type": "chat_message", "trip_id": trip], "validation_failed"),
                (["type": "chat_message", "trip_id": trip, "content": ""], "validation_failed"),
                (
                    ["type": "chat_message", "trip_id": trip, "content": "x", "reply_to": elsewhere],
                    "validation_failed"
                ),
                (["type": "chat_message", "trip_id": room.stage.elsewhere.trip, "content": "x"], "not_found"),
                (["type": "subscribe"], "validation_failed"),
                (["type": "subscribe", "trip_id": room.stage.elsewhere.trip], "not_found"),
                (["type": "subscribe", "trip_id": trip, "since": "1"], "validation_failed"),
                (["type": "subscribe", "trip_id": trip, "since": 1_000_000], "resync_required"),
                (["type": "subscribe", "trip_id": trip, "epoch": "other"], "resync_required"),
                (["type": "edit_message", "content": "x"], "validation_failed"),
                (["type": "edit_message", "message_id": "x", "content": "x"], "validation_failed"),
                (["type": "edit_message", "message_id": room.stage.message(of: .editor)], "validation_failed"),
                (["type": "edit_message", "message_id": elsewhere, "content": "x"], "not_found"),
                (["type": "edit_message", "message_id": trip, "content": "x"], "not_found"),
                (["type": "edit_message", "message_id": room.stage.message(of: .owner), "content": "x"], "forbidden"),
                (["type": "delete_message", "message_id": elsewhere], "not_found"),
                (["type": "delete_message", "message_id": room.stage.message(of: .viewer)], "forbidden"),
                (["type": "typing", "trip_id": trip], "validation_failed"),
                (["type": "typing", "trip_id": trip, "is_typing": 1], "validation_failed"),
                (["type": "typing", "trip_id": room.stage.elsewhere.trip, "is_typing": true], "not_found"),
            ]
            for (frame, code) in refused {
                var frame = frame
                if let object = frame.object { frame = .object(object.with(["ref": "r"])) }
                await room.ann.send(frame)
                let answers = room.ann.take()
                #expect(answers.count == 1 && answers.first?["type"] == "error", "\(frame): \(answers)")
                #expect(answers.first?["code"] == code.json, "\(frame): \(answers)")
                #expect(answers.first?["ref"] == (frame.object == nil ? nil : "r"), "\(frame)")
                #expect(answers.first?["detail"]?.string?.isEmpty == false)
            }
            await room.ann.peer.send(Array("{bad".utf8))
            await room.ann.settle()
            #expect(room.ann.take().first?["code"] == "malformed")
            await room.ann.send(["type": "ping", "ref": [1, "a"]])
            #expect(room.ann.take() == [["type": "pong", "ref": [1, "a"]]])
            #expect(room.ben.take().isEmpty && room.ann.end == nil)
        }
    }

    @Test func framesBeforeSubscribingGetTheirAnswersOnly() async throws {
        try await serving { room in
            let trip = room.stage.trip
            let peer = try await LiveClient.chat(room.stage.world, room.lane, trip, as: room.stage[.owner])
            await peer.send(["type": "chat_message", "trip_id": trip, "content": "First", "ref": 1])
            let sent = peer.take()
            #expect(sent.count == 1 && sent.first?["ref"] == 1 && sent.first?["type"] == "chat_message")
            #expect(room.ann.take() == sent.map { $0.without("ref") })
            await peer.send(["type": "typing", "trip_id": trip, "is_typing": true, "ref": 2])
            #expect(peer.take().isEmpty && room.ann.take().first?["username"] == "owner")
            await room.ann.send(["type": "chat_message", "trip_id": trip, "content": "Second"])
            await peer.settle()
            #expect(peer.take().isEmpty)
        }
    }

    @Test func typingAndPresence() async throws {
        try await serving { room in
            let typing = await room.frames(["type": "typing", "trip_id": room.stage.trip, "is_typing": true, "ref": 1])
            #expect(typing.ann.isEmpty)
            #expect(
                typing.ben == [
                    [
                        "type": "user_typing", "user_id": room.stage.id(.editor), "username": "editor",
                        "is_typing": true,
                    ]
                ])
            let second = try await LiveClient.chat(
                room.stage.world, room.lane, room.stage.trip, as: room.stage[.editor])
            await second.send(["type": "subscribe", "trip_id": room.stage.trip])
            room.ann.peer.close()
            await second.settle()
            #expect(room.ben.take().isEmpty)
            second.peer.close()
            await room.ben.settle()
            #expect(
                room.ben.take() == [
                    ["type": "user_left", "user_id": room.stage.id(.editor), "username": "editor"]
                ])
            let third = try await LiveClient.chat(room.stage.world, room.lane, room.stage.trip, as: room.stage[.editor])
            #expect(room.ben.take().isEmpty)
            await third.send(["type": "subscribe", "trip_id": room.stage.trip])
            #expect(room.ben.take().map { $0["type"] } == ["user_joined"])
        }
    }

    @Test func otherChangesComeAsEvents() async throws {
        try await serving { room in
            _ = try await room.stage[.owner].call("trips.plan", ["id": room.stage.trip])
            await room.ann.settle()
            let frame = try #require(room.ann.take().first)
            let entry = try #require(
                try room.stage[.owner].all("trips.changes", ["id": room.stage.trip, "after": 0]).last)
            #expect(frame == ["type": "event", "revision": entry["revision"] ?? .null, "event": entry])
        }
    }

    // MARK: - Subscribing again

    @Test func sinceGivesTheMissedFramesInPlaceOfTheHistory() async throws {
        try await serving { room in
            var frames: [JSONValue] = []
            for index in 0..<3 {
                frames += await room.frames([
                    "type": "chat_message", "trip_id": room.stage.trip, "content": "N\(index)".json,
                ]).ben
            }
            let since = (frames[0]["revision"]?.int ?? 0) - 1
            let subscribe: JSONObject = ["type": "subscribe", "trip_id": room.stage.trip]
            let resumed = await room.frames(subscribe.with(["since": since.json, "ref": 5])).ann
            #expect(resumed.first?["recent_messages"] == nil && resumed.first?["revision"] == resumed.last?["revision"])
            #expect(resumed.first?["ref"] == 5 && Array(resumed.dropFirst()) == frames)
            let fresh = await room.frames(subscribe).ann
            #expect(fresh.count == 1 && fresh[0]["revision"]?.int == since + 3)
            #expect(fresh[0]["recent_messages"]?.array.suffix(3) == frames.compactMap { $0["message"] }[...])
            #expect(
                await room.frames(["type": "chat_message", "trip_id": room.stage.trip, "content": "On"]).ann.count == 1)
        }
    }

    @Test func theWordsOfADeletedMessageAreNeverSentAgain() async throws {
        try await serving { room in
            let sent = await room.frames(["type": "chat_message", "trip_id": room.stage.trip, "content": "Secret"])
            let id = sent.ben.first?["message"]?["id"] ?? .null
            _ = await room.frames(["type": "edit_message", "message_id": id, "content": "Secret too"])
            _ = await room.frames(["type": "delete_message", "message_id": id])
            for since: JSONValue in [nil, 0] {
                let frames = await room.frames(["type": "subscribe", "trip_id": room.stage.trip, "since": since]).ann
                #expect(!frames.contains { "\($0)".contains("Secret") } && !frames.isEmpty)
            }
        }
    }

    /// What the answer shows is what it says: every message up to its revision, and each later one comes after it.
    @Test func subscribingAgainAmongOthersWords() async throws {
        try await serving { room in
            let (trip, stage) = (room.stage.trip, room.stage)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    for index in 0..<60 {
                        _ = try await stage[.viewer].call("chat.send", ["trip_id": trip, "content": "N\(index)".json])
                    }
                }
                for _ in 0..<30 { await room.ann.send(["type": "subscribe", "trip_id": trip]) }
                try await group.waitForAll()
            }
            await room.ann.settle()
            var last = 0
            for frame in room.ann.take() {
                let revision = try #require(frame["revision"]?.int)
                guard frame["type"] == "subscription_success" else {
                    #expect(revision == last + 1 || last == 0)
                    last = revision
                    continue
                }
                #expect(last == 0 || revision >= last)
                let shown = frame["recent_messages"]?.array.compactMap { $0["revision"]?.int }.last
                #expect(shown == revision, "the last message is the last entry")
                last = revision
            }
        }
    }
}
