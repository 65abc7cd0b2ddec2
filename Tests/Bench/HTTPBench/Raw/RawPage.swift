import BenchSupport
import CSQLite

/// The first page of somebody's trips with their memberships, by a prepared statement in a loop: every column is
/// touched, nothing is made of it.
struct RawPage {
    private let statement: RawStatement
    private let limit: Int

    init(_ database: RawDatabase, email: String, limit: Int) throws {
        let id = try database.rows("SELECT id FROM users WHERE email = ?1", [.text(Array(email.utf8))])
        statement = try database.prepare(
            """
            SELECT t.*, m.* FROM memberships m JOIN trips t ON t.id = m.trip_id
            WHERE m.user_id = ?1 AND m.deleted_at IS NULL AND t.deleted_at IS NULL
            ORDER BY t.created_at DESC, t.id DESC LIMIT \(limit)
            """)
        statement.bind(id[0])
        self.limit = limit
    }

    /// Processor µs of this thread a page.
    func measure(seconds: Double) throws -> Sample {
        let start = ThreadClock.microseconds
        let end = Monotonic.now + Monotonic.nanoseconds(seconds)
        var (pages, sum) = (0, 0)
        while Monotonic.now < end {
            for _ in 0..<20 {
                var rows = 0
                while try statement.step() {
                    sum &+= statement.touch()
                    rows += 1
                }
                sqlite3_reset(statement.handle)
                guard rows == limit else { throw BenchError("a raw page has \(rows) rows") }
                pages += 1
            }
        }
        precondition(sum != 0)
        return Sample(
            value: (ThreadClock.microseconds - start) / Double(pages), details: ["operations": Double(pages)])
    }
}
