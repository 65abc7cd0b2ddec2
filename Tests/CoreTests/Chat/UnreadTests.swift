import CaravanCore
import CaravanInProcess
import CaravanProtocol
import TestSupport
import Testing

/// How much of a room somebody has not read.
@Suite struct UnreadTests {
    private func unread(_ stage: Stage, _ part: Part) throws -> Int? {
        try stage[part].callNow("chat.room", ["trip_id": stage.trip])["unread_count"]?.int
    }

    private func read(_ stage: Stage, _ part: Part, _ message: JSONValue) -> FailureCode? {
        stage[part].code("chat.read", ["trip_id": stage.trip, "message_id": message])
    }

    @Test(arguments: Store.allCases) func whatOthersSaidAfterTheMarker(store: Store) throws {
        let stage = try Stage(on: store)
        #expect(try unread(stage, .owner) == 2 && unread(stage, .viewer) == 2)
        #expect(read(stage, .owner, stage.message(of: .editor)) == nil)
        #expect(try unread(stage, .owner) == 1 && unread(stage, .viewer) == 2, "everybody has his own")
        let last = try stage[.editor].say("More", in: stage.trip)
        _ = try stage[.owner].say("Mine", in: stage.trip)
        #expect(try unread(stage, .owner) == 2)
        #expect(read(stage, .owner, last) == nil)
        #expect(try unread(stage, .owner) == 0)
        #expect(try unread(stage, .viewer) == 4)
    }

    @Test(arguments: Store.allCases) func theMarkerNeverMovesBack(store: Store) throws {
        let stage = try Stage(on: store)
        #expect(read(stage, .owner, stage.message(of: .viewer)) == nil)
        let before = try stage.world.snapshot()
        for part in [Part.viewer, .editor, .owner] {
            stage.world.clock.advance(seconds: 1)
            #expect(read(stage, .owner, stage.message(of: part)) == nil)
        }
        #expect(try stage.world.snapshot() == before)
        #expect(try unread(stage, .owner) == 0)
    }

    /// An edit makes no message new, whenever it comes.
    @Test func editsAreNotUnread() throws {
        let stage = try Stage()
        #expect(read(stage, .owner, stage.message(of: .viewer)) == nil)
        _ = try stage[.editor].callNow("chat.edit", ["id": stage.message(of: .editor), "content": "Edited"])
        #expect(try unread(stage, .owner) == 0)
        // Nor does reading an edited one read what came after it.
        #expect(read(stage, .viewer, stage.message(of: .editor)) == nil)
        _ = try stage[.owner].say("New", in: stage.trip)
        #expect(try unread(stage, .viewer) == 1)
    }

    @Test func deletedOnesAreNotUnread() throws {
        let stage = try Stage()
        _ = try stage[.editor].callNow("chat.delete", ["id": stage.message(of: .editor)])
        #expect(try unread(stage, .owner) == 1)
        // But one may have read as far as one.
        #expect(read(stage, .owner, stage.message(of: .editor)) == nil)
        #expect(try unread(stage, .owner) == 1)
    }

    /// Who joins finds all of it unread, from the beginning.
    @Test func aNewMemberHasReadNothing() throws {
        let stage = try Stage()
        _ = try stage[.owner].callNow(
            "members.add", ["trip_id": stage.trip, "user_id": stage.id(.outsider), "role": "viewer"])
        #expect(try unread(stage, .outsider) == 3)
    }

    @Test func onlyMessagesOfTheRoom() throws {
        let stage = try Stage()
        let elsewhere = try stage[.owner].say("There", in: stage.elsewhere.trip)
        let before = try stage.world.snapshot()
        for message in [elsewhere, BadReferenceTests.unknown, stage.trip] {
            #expect(read(stage, .owner, message) == .notFound)
        }
        for message: JSONValue in [.null, "x", 5] { #expect(read(stage, .owner, message) == .validationFailed) }
        #expect(try stage.world.snapshot() == before)
        #expect(try stage[.owner].callNow("chat.room", ["trip_id": stage.elsewhere.trip])["unread_count"] == 0)
    }
}
