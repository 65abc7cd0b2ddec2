import CaravanCore
import CaravanInProcess
import CaravanProtocol
import CaravanSQLite
import TestSupport
import Testing

/// Several write at once while subscribers come and go: each gets every entry after its position, once and in order.
@Suite struct LiveOrderTests {
    @Test(arguments: [1, 2, 3] as [UInt64]) func onceAndInOrder(seed: UInt64) async throws {
        let file = try DatabaseFile()
        let storage = file.open(readers: 3)
        defer { storage.close() }
        let stage = try Stage(in: try TestWorld(storage, settings: .unlimited))
        let logs = try await InProcessLane.serving { lane in
            try await withThrowingTaskGroup(of: [[JSONValue]].self) { group in
                for writer in 0..<4 {
                    group.addTask {
                        for index in 0..<60 { try await Self.write(stage, writer, index) }
                        return []
                    }
                }
                for reader in 0..<6 {
                    group.addTask {
                        try await Self.read(stage, lane, SeededGenerator(seed: seed * 100 + UInt64(reader)))
                    }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
        }
        let entries = try stage[.owner].all("trips.changes", ["id": stage.trip, "after": 0])
        #expect(entries.count > 240 && logs.count > 6)
        for log in logs {
            let first = try #require(log.first?["revision"]?.int, "seed \(seed)")
            #expect(log == Array(entries[(first - 1)..<(first - 1 + log.count)]), "seed \(seed)")
        }
    }

    private static func write(_ stage: Stage, _ writer: Int, _ index: Int) async throws {
        switch (writer + index) % 3 {
        case 0:
            _ = try await stage[.owner].call("trips.update", ["id": stage.trip, "title": "T\(writer) \(index)".json])
        case 1:
            _ = try await stage[.editor].call(
                "chat.send", ["trip_id": stage.trip, "content": "\(writer) \(index)".json])
        default:
            let stop: JSONObject = [
                "trip_id": stage.trip, "name": "\(writer) \(index)".json, "arrival_date": "2031-05-01",
                "departure_date": "2031-05-02",
            ]
            _ = try await stage[.editor].call("destinations.create", stop)
        }
    }

    /// Comes and goes; what came each time, which begins right after the position.
    private static func read(_ stage: Stage, _ lane: InProcessLane, _ random: SeededGenerator) async throws
        -> [[JSONValue]]
    {
        var random = random
        var logs: [[JSONValue]] = []
        var last = 1
        for _ in 0..<8 {
            let peer = try await LiveClient.rpc(stage.world, lane, as: stage[.viewer])
            let since = Bool.random(using: &random) ? last : Int.random(in: 0...last, using: &random)
            let answer = try await peer.result(
                "events.subscribe", ["trips": [["id": stage.trip, "since": since.json]]])
            #expect((answer["trips"]?.array.first?["revision"]?.int ?? -1) >= since, "the gap reaches so far")
            var events = peer.events()
            for _ in 0..<Int.random(in: 1...10, using: &random) {
                try await Task.sleep(for: .milliseconds(1))
                events += peer.events()
            }
            peer.peer.close()
            await peer.settle()
            events += peer.events()
            guard let first = events.first else { continue }
            #expect(first["revision"]?.int == since + 1)
            last = events.last?["revision"]?.int ?? last
            logs.append(events)
        }
        return logs
    }
}
