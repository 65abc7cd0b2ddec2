import CaravanProtocol
import Synchronization
import Testing

@testable import CaravanClient

@Suite("What an app observes")
struct ObservingTests {
    @Test("first what is, then what changes; who is slow gets the newest")
    func newest() async throws {
        let client = try CannedHTTP { _ in throw CannedHTTP.Gone() }.client()
        var trips = client.trips().makeAsyncIterator()
        #expect(try await trips.next()?.count == 0)
        for _ in 0..<5 { _ = try client.create(.trip, ["title": "x"]) }
        #expect(try await trips.next()?.count == 5)
    }

    @Test("a run sends an edit as soon as it is made, and ends with its task")
    func run() async throws {
        let http = CannedHTTP { call in
            guard call.url.hasSuffix("/sync/push/"), let body = call.body else { return .ok(Told().json) }
            let params = try JSONReader.parse(body)
            let receipts = (params["changes"]?.array ?? []).map { change -> JSONValue in
                [
                    "number": change["number"] ?? .null, "entity_id": change["entity_id"] ?? .null,
                    "outcome": "applied", "revision": 3,
                ]
            }
            return .ok(["receipts": .array(receipts), "conflicts": [], "pull": Told().json])
        }
        let client = try http.client()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await client.run() }
            let states = client.metadata()
            for try await state in states where state.lastSyncTimestamp != nil { break }
            _ = try client.create(.trip, ["title": "x"])
            #expect(try client.replica.metadata().pendingChangesCount == 1)
            for try await state in states where state.pendingChangesCount == 0 { break }
            group.cancelAll()
        }
        #expect(http.calls.contains { $0.url.hasSuffix("/sync/push/") })
    }
}
