import BenchSupport
import CSQLite

/// Writes rows like those that are there into the same tables, with their indexes and references, again and again with
/// new ids, 100 a commit.
final class RawRows {
    /// A table with rows to write again; how many of each batch go there.
    private struct Kind {
        let statement: RawStatement
        let rows: [[RawValue]]
        let count: Int
    }

    private let database: RawDatabase
    private let kinds: [Kind]
    private let begin: RawStatement
    private let commit: RawStatement
    private var state: UInt64 = 0x9e37_79b9_7f4a_7c15
    private var count: UInt64 = 0

    init(_ database: RawDatabase) throws {
        self.database = database
        // As a push has them; what changes a row there makes one here.
        kinds = try [("destinations", 8), ("activities", 62), ("messages", 30)].map { table, count in
            let rows = try database.rows("SELECT * FROM \(table) LIMIT 2000")
            let places = (rows.first ?? []).indices.map { "?\($0 + 1)" }.joined(separator: ", ")
            return Kind(
                statement: try database.prepare("INSERT INTO \(table) VALUES (\(places))"), rows: rows, count: count)
        }
        begin = try database.prepare("BEGIN IMMEDIATE")
        commit = try database.prepare("COMMIT")
    }

    func measure(seconds: Double) throws -> [String: Sample] {
        let end = Monotonic.now + Monotonic.nanoseconds(seconds)
        let (wall, cpu) = (Monotonic.now, ThreadClock.microseconds)
        var written = 0.0
        repeat {
            try run(begin)
            for kind in kinds {
                for _ in 0..<kind.count {
                    let row = kind.rows[Int(count % UInt64(kind.rows.count))]
                    kind.statement.bind(row)
                    freshID().bind(kind.statement.handle, 1)
                    try run(kind.statement)
                    written += 1
                }
            }
            try run(commit)
        } while Monotonic.now < end
        let spent = Double(Monotonic.now - wall) / 1e3
        return [
            "raw inserts": Sample(value: written / (spent / 1e6), details: ["operations": written]),
            "raw inserts cpu": Sample(value: (ThreadClock.microseconds - cpu) / written),
        ]
    }

    private func run(_ statement: RawStatement) throws {
        guard try !statement.step() else { throw BenchError("a statement that writes has answered a row") }
        sqlite3_reset(statement.handle)
    }

    /// A UUID of version 7, in the order of time as the devices' are, the rest by chance (splitmix64).
    private func freshID() -> RawValue {
        count += 1
        state &+= 0x9e37_79b9_7f4a_7c15
        var chance = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
        chance = (chance ^ (chance >> 27)) &* 0x94d0_49bb_1331_11eb
        let high = (0x0300_0000_0000 + count / 4) << 16 | 0x7000 | chance & 0xFFF
        let low = chance >> 2 | 1 << 63
        return .blob(withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) { Array($0) })
    }
}
