import CaravanProtocol
import Glibc
import ProgramSupport
import TestThreads
import Testing

@Suite("caravan stdio with subscriptions", .blocking)
struct LiveStdioTests {
    private let trip: JSONObject = ["title": "T", "start_date": "2031-05-01", "end_date": "2031-05-09"]

    private func events(_ peer: StdioPeer, _ count: Int) throws -> [JSONValue] {
        try (0..<count).map { _ in
            let line = try #require(try peer.receive())
            return try #require(try JSONReader.parse(line)["params"])
        }
    }

    @Test("what another process writes comes while the client is silent")
    func anotherProcess() throws {
        let place = try Place()
        let (ann, other) = (
            try StdioPeer(place, ["--as", "ann@example.com"]), try StdioPeer(place, ["--as", "ann@example.com"])
        )
        #expect(try ann.call("events.subscribe", ["trips": "all"])["result"] == ["trips": []])
        let id = try #require(try other.call("trips.create", trip)["result"]?["id"])
        #expect(try events(ann, 2).map { $0["type"] } == ["access.granted", "trip.created"])
        for index in 0..<3 {
            _ = try other.call("chat.send", ["trip_id": id, "content": .string("N\(index)")])
            #expect(try events(ann, 1).first?["data"]?["content"] == .string("N\(index)"))
        }
        // Its own requests go on, and what it writes itself comes to it too, behind the answer or before it.
        try ann.send(
            (["jsonrpc": "2.0", "id": 7, "method": "trips.plan", "params": ["id": id]] as JSONValue).bytes)
        let both = try (0..<2).map { _ in try JSONReader.parse(try #require(try ann.receive())) }
        #expect(both.contains { $0["id"] == 7 && $0["result"]?["status"] == "planned" })
        #expect(both.contains { $0["params"]?["type"] == "trip.status_changed" })
        _ = try other.call("trips.delete", ["id": id])
        #expect(try events(ann, 2).map { $0["type"] } == ["trip.deleted", "access.revoked"])
        for peer in [ann, other] {
            peer.endInput()
            #expect(try peer.receive() == nil)
            #expect(peer.process.wait(seconds: 30) == 0)
        }
    }

    @Test("SIGTERM ends it although it is subscribed")
    func termination() throws {
        let place = try Place()
        let ann = try StdioPeer(place, ["--as", "ann@example.com"])
        _ = try ann.call("events.subscribe", ["trips": "all"])
        ann.process.send(SIGTERM)
        #expect(ann.process.wait(seconds: 30) == 0)
    }
}
