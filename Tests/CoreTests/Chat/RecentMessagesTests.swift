import CaravanInProcess
import CaravanProtocol
import TestSupport
import Testing

@testable import CaravanCore

/// What a chat socket shows first.
@Suite struct RecentMessagesTests {
    private func recent(_ stage: Stage, _ count: Int) throws -> [JSONValue] {
        let id = ID<Trip>(try #require(UUIDBits(parsing: stage.trip.string ?? "")))
        return try stage.world.storage.readNow { tx in
            let caravan = stage.world.caravan
            let context = Context(
                tx, now: .epoch, settings: caravan.settings, services: caravan.services,
                live: caravan.live)
            return try context.recentMessages(in: id, count: count).map { try JSONReader.parse($0.bytes) }
        }
    }

    @Test(arguments: Store.allCases) func theLastOnesOldestFirst(store: Store) throws {
        let stage = try Stage(on: store)
        _ = try stage[.owner].callNow("chat.edit", ["id": stage.message(of: .owner), "content": "Edited"])
        _ = try stage[.owner].callNow("chat.delete", ["id": stage.message(of: .editor)])
        let history = try stage[.owner].all("chat.history", ["trip_id": stage.trip])
        for count in [0, 1, 2, 3, 50] { #expect(try recent(stage, count) == history.prefix(count).reversed()) }
        #expect(history.map { $0["content"] } == ["By the viewer", "", "Edited"])
        #expect(try recent(stage, 50).allSatisfy { $0["trip_id"] == stage.trip })
    }
}
