import BenchSupport
import CSQLite
import CaravanProtocol
import Foundation

/// A first pull of everything, page by page, beside a bare scan of the same rows.
struct FirstPull: Suite {
    static let title = "pull"
    let probes: [Probe]
    private let world: SyncWorld

    init(_ world: SyncWorld) throws {
        self.world = world
        let database = try RawDatabase(world.path)
        let scan = try ["trips", "destinations", "activities", "messages"].map {
            try database.prepare("SELECT * FROM \($0)")
        }
        let expected = world.trips.count * SyncWorld.entitiesPerTrip
        probes = [
            Probe("raw scan") { _ in
                let start = ThreadClock.microseconds
                var (rows, sum) = (0, 0)
                for statement in scan {
                    while try statement.step() {
                        sum &+= statement.touch()
                        rows += 1
                    }
                    sqlite3_reset(statement.handle)
                }
                let seconds = (ThreadClock.microseconds - start) / 1e6
                guard rows >= expected, sum != 0 else { throw BenchError("a scan has \(rows) rows") }
                return Sample(value: Double(rows) / seconds, details: ["operations": Double(rows)])
            },
            Probe("first pull", several: { _ in try Self.pull(world) }),
        ]
    }

    let measurements = [
        Measurement(
            name: "first pull", unit: "rows/s", subject: "first pull", controls: ["raw scan"],
            goal: .atLeastTimes(0.25)),
        Measurement(
            name: "memory, from the second page to the last", unit: "MB more", subject: "pull memory", goal: .atMost(4)),
    ]

    /// Rows a second of this thread's processor time, and by how much the process has grown at most.
    private static func pull(_ world: SyncWorld) throws -> [String: Sample] {
        // A page takes what it takes; what matters is that further pages take no more.
        var (before, most) = (0.0, 0.0)
        var (bytes, pages) = (0, 0)
        var body: JSONObject = ["limit": 5000]
        var spent = 0.0
        while true {
            let start = ThreadClock.microseconds
            let page = try world.call("sync.pull", body)
            spent += ThreadClock.microseconds - start
            bytes += page.count
            pages += 1
            most = max(most, try Memory.residentMegabytes())
            if pages == 2 { before = most }
            guard let cursor = text("cursor", in: page) else { throw BenchError("a page without a cursor") }
            body["cursor"] = .string(cursor)
            if page.containsText(#""has_more":false"#) { break }
        }
        let rows = Double(world.trips.count * SyncWorld.entitiesPerTrip)
        return [
            "first pull": Sample(
                value: rows / (spent / 1e6),
                details: ["operations": rows, "bytes": Double(bytes), "pages": Double(pages)]),
            "pull memory": Sample(value: most - before, details: ["peak_mb": most]),
        ]
    }

    /// The string member of that name, found from the end: a page is megabytes long.
    private static func text(_ name: String, in page: [UInt8]) -> String? {
        let tail = String(decoding: page.suffix(16_384), as: UTF8.self)
        guard let start = tail.range(of: "\"\(name)\":\"") else { return nil }
        return String(tail[start.upperBound...].prefix { $0 != "\"" })
    }

    func end() throws {}
}

extension [UInt8] {
    fileprivate func containsText(_ text: String) -> Bool {
        String(decoding: suffix(16_384), as: UTF8.self).contains(text)
    }
}
