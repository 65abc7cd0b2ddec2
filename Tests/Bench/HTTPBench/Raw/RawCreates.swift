import BenchSupport
import CSQLite

/// Writes rows as a create has written them, again and again with new ids, so many creates a commit.
struct RawCreates {
    /// A statement with what to bind: constants, the new ids, and numbers that grow by one each time.
    private struct Step {
        enum Binding {
            case constant(RawValue)
            case freshID(Int)
            case growing(Int64)
        }

        let statement: RawStatement
        let bindings: [Binding]
    }

    private let database: RawDatabase
    private let steps: [Step]
    private let begin: RawStatement
    private let commit: RawStatement
    private let idsCount: Int
    /// How many creates were written so far.
    private var count: Int64 = 0
    private var state: UInt64 = 0x9e37_79b9_7f4a_7c15

    init(_ database: RawDatabase, _ rows: [WrittenRow]) throws {
        self.database = database
        // The ids that the operation has made: 16 bytes that are the whole key of a new row.
        var fresh: [RawValue] = []
        for row in rows where row.changed == nil && row.keys.count == 1 {
            let key = row.value(row.keys[0])
            if case .blob(let bytes) = key, bytes.count == 16, !fresh.contains(key) { fresh.append(key) }
        }
        idsCount = fresh.count
        steps = try rows.map { try Self.step($0, fresh, database) }
        begin = try database.prepare("BEGIN IMMEDIATE")
        commit = try database.prepare("COMMIT")
    }

    private static func step(_ row: WrittenRow, _ fresh: [RawValue], _ database: RawDatabase) throws -> Step {
        /// In a log that goes on, the number of the entry grows; in a new one it is what it was.
        let isOld = row.keys.allSatisfy { !fresh.contains(row.value($0)) }
        func binding(_ column: String) -> Step.Binding {
            let value = row.value(column)
            if let number = fresh.firstIndex(of: value) { return .freshID(number) }
            let grows = isOld && (row.changed?.contains(column) ?? row.keys.contains(column))
            if grows, case .integer(let start) = value { return .growing(start) }
            return .constant(value)
        }
        func list(_ columns: [String], _ separator: String, from first: Int = 1) -> String {
            columns.enumerated().map { "\"\($1)\" = ?\($0 + first)" }.joined(separator: separator)
        }
        guard let changed = row.changed else {
            let places = row.columns.indices.map { "?\($0 + 1)" }.joined(separator: ", ")
            let statement = try database.prepare("INSERT INTO \"\(row.table)\" VALUES (\(places))")
            return Step(statement: statement, bindings: row.columns.map(binding))
        }
        let statement = try database.prepare(
            "UPDATE \"\(row.table)\" SET \(list(changed, ", ")) "
                + "WHERE \(list(row.keys, " AND ", from: changed.count + 1))")
        return Step(
            statement: statement, bindings: changed.map(binding) + row.keys.map { .constant(row.value($0)) })
    }

    /// Processor µs of this thread a create.
    mutating func measure(creates: Int, perCommit: Int) throws -> Sample {
        let start = ThreadClock.microseconds
        var written = 0
        var commits = 0
        while written < creates {
            try run(begin)
            for _ in 0..<min(perCommit, creates - written) {
                try create()
                written += 1
            }
            try run(commit)
            commits += 1
        }
        return Sample(
            value: (ThreadClock.microseconds - start) / Double(written),
            details: ["operations": Double(written), "commits": Double(commits)])
    }

    private mutating func create() throws {
        count += 1
        let ids = (0..<idsCount).map { _ in freshID() }
        for step in steps {
            for (index, binding) in step.bindings.enumerated() {
                let place = CInt(index + 1)
                switch binding {
                case .constant(let value): value.bind(step.statement.handle, place)
                case .freshID(let number): ids[number].bind(step.statement.handle, place)
                case .growing(let start): sqlite3_bind_int64(step.statement.handle, place, start + count)
                }
            }
            try run(step.statement)
        }
    }

    private func run(_ statement: RawStatement) throws {
        guard try !statement.step() else { throw BenchError("a statement that writes has answered a row") }
        sqlite3_reset(statement.handle)
    }

    /// A UUID of version 7, in the order of time as the server's are, the rest by chance (splitmix64).
    private mutating func freshID() -> RawValue {
        state &+= 0x9e37_79b9_7f4a_7c15
        var chance = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
        chance = (chance ^ (chance >> 27)) &* 0x94d0_49bb_1331_11eb
        let high = UInt64(0x0300_0000_0000 + count) << 16 | 0x7000
        let low = chance >> 2 | 1 << 63
        return .blob(withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) { Array($0) })
    }
}
