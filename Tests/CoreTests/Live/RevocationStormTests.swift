import CaravanCore
import CaravanInProcess
import CaravanProtocol
import CaravanSQLite
import Synchronization
import TestSupport
import Testing

/// Removed in the middle of a storm of messages: when the removing call has returned, nothing more comes.
@Suite(.serialized) struct RevocationStormTests {
    /// One member who is removed again and again, with all kinds of peers.
    private final class Victim: Sendable {
        let part: Part
        let named = StormRecorder()
        let all = StormRecorder()
        let chat = StormRecorder()
        var recorders: [StormRecorder] { [named, all, chat] }

        init(_ part: Part) { self.part = part }
    }

    private final class Storm: Sendable {
        let stage: Stage
        let lanes: [InProcessLane]
        let isOver = Atomic(false)
        let said = Atomic(0)

        init(_ stage: Stage, _ lanes: [InProcessLane]) { (self.stage, self.lanes) = (stage, lanes) }

        func open(_ recorder: StormRecorder, _ path: [String], _ part: Part, _ lane: Int) async throws -> InProcessPeer
        {
            let peer = InProcessPeer(lanes[lane % lanes.count]) { recorder.note($0) }
            await peer.open(try #require(stage.world.caravan.socket(at: path)), stage[part].credential)
            return peer
        }
    }

    private static let removals = 1000
    private static let parts: [Part] = [.editor, .viewer, .former, .outsider]

    @Test(.timeLimit(.minutes(5))) func nothingComesAfterARemoval() async throws {
        let file = try DatabaseFile()
        let storage = file.open(readers: 3)
        defer { storage.close() }
        let stage = try Stage(in: try TestWorld(storage, settings: .unlimited))
        for part in [Part.editor, .viewer] {
            _ = try stage[.owner].callNow("members.remove", ["trip_id": stage.trip, "user_id": stage.id(part)])
        }
        let begun = ContinuousClock.now
        try await InProcessLane.serving { one in
            try await InProcessLane.serving { two in
                try await run(Storm(stage, [one, two]))
            }
        }
        print("revocation storm: \(ContinuousClock.now - begun)")
    }

    private func run(_ storm: Storm) async throws {
        let victims = Self.parts.map(Victim.init)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<3 {
                group.addTask {
                    var count = 0
                    while !storm.isOver.load(ordering: .relaxed) {
                        count += 1
                        _ = try await storm.stage[.owner].call(
                            "chat.send", ["trip_id": storm.stage.trip, "content": "\(writer) \(count)".json])
                        _ = try await storm.stage[.owner].call(
                            "chat.typing", ["trip_id": storm.stage.trip, "is_typing": .bool(count % 2 == 0)])
                        storm.said.add(1, ordering: .relaxed)
                        // A storm that the removals get through, on a machine that has other tests to run too.
                        try await Task.sleep(for: .milliseconds(5))
                    }
                }
            }
            group.addTask {
                while !storm.isOver.load(ordering: .relaxed) {
                    await storm.stage.world.caravan.attend()
                    try await Task.sleep(for: .milliseconds(1))
                }
            }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (place, victim) in victims.enumerated() {
                    group.addTask { try await Self.torment(victim, place, storm) }
                }
                defer { storm.isOver.store(true, ordering: .relaxed) }
                try await group.waitForAll()
            }
            try await group.waitForAll()
        }
        for lane in storm.lanes { await lane.lane.settled() }
        let counts = victims.flatMap(\.recorders).map(\.counts)
        let (durable, ephemeral) = counts.reduce((0, 0)) { ($0.0 + $1.durable, $0.1 + $1.ephemeral) }
        let late = counts.flatMap(\.late)
        print(
            "revocation storm: \(Self.removals) removals, \(storm.said.load(ordering: .relaxed)) messages said,",
            "\(durable) durable and \(ephemeral) ephemeral ones delivered to the removed, \(late.count) too late")
        #expect(late.isEmpty, "\(late.prefix(3))")
        for victim in victims {
            for recorder in victim.recorders {
                #expect(recorder.counts.durable >= Self.removals / Self.parts.count, "\(victim.part)")
            }
        }
        #expect(ephemeral > Self.removals)
    }

    /// Adds and removes one member, who listens in between until something has come to each of his peers.
    private static func torment(_ victim: Victim, _ place: Int, _ storm: Storm) async throws {
        let (stage, trip) = (storm.stage, storm.stage.trip)
        let membership: JSONObject = ["trip_id": trip, "user_id": stage.id(victim.part)]
        let named = try await storm.open(victim.named, ["ws"], victim.part, place)
        let all = try await storm.open(victim.all, ["ws"], victim.part, place + 1)
        await all.send(request(["trips": "all", "presence": true]))
        for round in 0..<removals / parts.count {
            for recorder in victim.recorders { recorder.open() }
            _ = try await stage[.owner].call(
                "members.add", membership.with(["role": round % 2 == 0 ? "viewer" : "editor"]))
            let before = victim.recorders.map(\.counts.durable)
            await named.send(request(["trips": [["id": trip]]]))
            let chat = try await storm.open(victim.chat, ["ws", "chat", trip.string ?? ""], victim.part, place + round)
            await chat.send((["type": "subscribe", "trip_id": trip] as JSONValue).written)
            // Of all his trips one is gained now, for which two entries come before any message.
            while zip(victim.recorders, before).contains(where: { recorder, before in
                recorder.counts.durable < before + (recorder === victim.all ? 3 : 1)
            }) {
                try await Task.sleep(for: .milliseconds(1))
            }
            _ = try await stage[.owner].call("members.remove", membership)
            for recorder in victim.recorders { recorder.close() }
            #expect(chat.end == .forbidden && named.end == nil && all.end == nil)
        }
    }

    private static func request(_ params: JSONObject) -> [UInt8] {
        (["jsonrpc": "2.0", "id": 1, "method": "events.subscribe", "params": .object(params)] as JSONValue).written
    }
}
