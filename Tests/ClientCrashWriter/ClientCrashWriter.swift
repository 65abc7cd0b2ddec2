import CaravanClient
import CaravanCore
import CaravanProtocol
import CaravanSQLite
import CaravanSystem

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Edits, sends and takes answers without end, and says what it did: `E id` after an edit is taken, `S number id text`
/// after a push is made, `R id` before its answer is taken. The test that started it kills it.
@main
struct ClientCrashWriter {
    static func main() throws {
        guard CommandLine.arguments.count == 2 else { return print("usage: client-crash-writer DATABASE") }
        let replica = try Replica(
            ClientDatabase.sqlite(.file(CommandLine.arguments[1])), random: SystemRandom())
        let trip = UUIDBits(high: 7, low: 7)
        let clock = SystemClock()
        if try replica.entity(.trip, trip) == nil {
            try replica.edit(LocalEdit(.create, .trip, trip, ["title": "Portugal"]), now: clock.now())
            say("E \(trip)")
        }
        while true {
            for _ in 0..<3 {
                let id = try replica.create(
                    .message, ["trip_id": .string(trip.description), "content": "hi"], now: clock.now())
                say("E \(id)")
            }
            if let request = try replica.nextRequest(now: clock.now()) {
                try exchange(request, replica, clock, trip)
            }
        }
    }

    /// The network as it is: every third answer is lost.
    private static func exchange(
        _ request: SyncRequest, _ replica: Replica, _ clock: SystemClock, _ trip: UUIDBits
    ) throws {
        let page = page(trip)
        guard case .array(let changes)? = request.params["changes"] else {
            return try replica.received(page, for: request, now: clock.now())
        }
        var receipts: [JSONValue] = []
        for change in changes {
            var writer = JSONWriter()
            writer.value(change)
            let text = String(decoding: writer.bytes, as: UTF8.self)
            let id = change["entity_id"]?.string ?? "?"
            if case .number(let number)? = change["number"] { say("S \(number.text) \(id) \(text)") }
            receipts.append([
                "number": change["number"] ?? .null, "entity_id": .string(id), "outcome": "applied", "revision": 9,
            ])
        }
        guard request.serial % 3 != 0 else {
            try replica.failed(.network("lost"), for: request, now: clock.now())
            return try replica.retryNow(now: clock.now())
        }
        for change in changes { say("R \(change["entity_id"]?.string ?? "?")") }
        let answer: JSONValue = ["receipts": .array(receipts), "conflicts": [], "pull": page]
        try replica.received(answer, for: request, now: clock.now())
    }

    private static func page(_ trip: UUIDBits) -> JSONValue {
        [
            "sync_timestamp": "2031-01-01T00:00:00Z", "cursor": "c", "epoch": "e", "has_more": false,
            "trips": [["id": .string(trip.description), "revision": 1, "title": "Portugal"]], "deleted": [:],
        ]
    }

    /// One line, written at once and whole.
    private static func say(_ line: String) {
        let bytes = Array((line + "\n").utf8)
        _ = bytes.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
    }
}
