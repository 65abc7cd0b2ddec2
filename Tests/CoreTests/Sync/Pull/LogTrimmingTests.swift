import CaravanInProcess
import CaravanProtocol
import TestSupport
import Testing

@testable import CaravanCore

/// What is left of a log that is not kept for ever.
@Suite struct LogTrimmingTests {
    private static func stage(days: Int? = 30) throws -> Stage {
        var settings = Settings.unlimited
        settings.keepChangesDays = days
        return try Stage(settings: settings)
    }

    private static func rename(_ stage: Stage, _ name: String) throws {
        _ = try stage[.owner].callNow("destinations.update", ["id": stage.stops[0], "name": name.json])
    }

    @Test func whatMadeSomethingStays() async throws {
        let stage = try Self.stage()
        for number in 1...5 { try Self.rename(stage, "N\(number)") }
        let before = try stage.world.log(of: stage.trip)
        #expect(await stage.world.caravan.trimLogs() == 0, "all is young")
        stage.world.clock.advance(seconds: 31 * 86_400)
        try Self.rename(stage, "Young")
        #expect(await stage.world.caravan.trimLogs() > 0)
        let after = try stage.world.log(of: stage.trip)
        #expect(after.dropLast().map(\.revision) == before.filter { $0.action == .create }.map(\.revision))
        let head = try #require(
            try stage.world.rows(Query<LogHead>()).first { $0.scopeID.description == stage.trip.string })
        #expect(head.trimmed == before.last?.revision && head.head == head.trimmed + 1)
        #expect(await stage.world.caravan.trimLogs() == 0, "again")
    }

    @Test func aUserAlwaysLearnsWhatHeLost() async throws {
        let stage = try Self.stage()
        let cursor = try stage[.viewer].callNow("sync.pull")["cursor"] ?? .null
        _ = try stage[.viewer].callNow("users.update_me", ["bio": "New"])
        _ = try stage[.owner].callNow("members.remove", ["trip_id": stage.trip, "user_id": stage.id(.viewer)])
        let own = try stage.world.userLog(of: stage.id(.viewer))
        stage.world.clock.advance(seconds: 31 * 86_400)
        #expect(await stage.world.caravan.trimLogs() > 0)
        #expect(try stage.world.userLog(of: stage.id(.viewer)).count == own.count - 1)
        let page = try stage[.viewer].callNow("sync.pull", ["cursor": cursor])
        #expect(page["deleted"]?["trips"] == .array([stage.trip]))
    }

    @Test func whoIsTooFarBehindIsTold() async throws {
        let stage = try Self.stage()
        let first = try stage[.editor].callNow("sync.pull")
        let partly = try stage[.editor].callNow("sync.pull", ["limit": 4])
        let head = try stage.world.log(of: stage.trip).last?.revision ?? 0
        try Self.rename(stage, "Old")
        let second = try stage[.editor].callNow("sync.pull")
        stage.world.clock.advance(seconds: 31 * 86_400)
        _ = await stage.world.caravan.trimLogs()
        for cursor in [first["cursor"], partly["cursor"]] {
            #expect(stage[.editor].code("sync.pull", ["cursor": cursor ?? .null]) == .resyncRequired)
        }
        #expect(stage[.editor].code("sync.pull", ["cursor": second["cursor"] ?? .null]) == nil)
        #expect(stage[.editor].code("trips.changes", ["id": stage.trip, "after": Int(head).json]) == .resyncRequired)
        for after in [0, Int(head) + 1] {
            #expect(stage[.editor].code("trips.changes", ["id": stage.trip, "after": after.json]) == nil)
        }
        // By time he is told that he lost it, and gets it whole.
        let page = try stage[.editor].callNow("sync.pull", ["last_sync_timestamp": first["sync_timestamp"] ?? .null])
        #expect(page["deleted"]?["trips"] == .array([stage.trip]) && page["destinations"]?.array.count == 2)
    }

    @Test func nothingIsTrimmedUnlessSaid() async throws {
        let stage = try Self.stage(days: nil)
        stage.world.clock.advance(seconds: 4000 * 86_400)
        #expect(await stage.world.caravan.trimLogs() == 0)
    }

    /// More logs than one call looks at: the next ones go on.
    @Test func goesThroughAllLogs() async throws {
        let stage = try Self.stage()
        for _ in 0..<(LogTrimming.logsMax + 20) {
            let trip = try stage[.owner].makeTrip()
            _ = try stage[.owner].callNow("trips.plan", ["id": trip])
        }
        stage.world.clock.advance(seconds: 31 * 86_400)
        var removed = 0
        for _ in 0..<3 { removed += await stage.world.caravan.trimLogs() }
        #expect(removed >= LogTrimming.logsMax + 20)
        for head in try stage.world.rows(Query<LogHead>()) { #expect(head.trimmed == head.head) }
    }
}
