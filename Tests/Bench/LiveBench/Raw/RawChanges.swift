import BenchSupport
import CSQLite

/// The log of the trip that has most changes, by a prepared statement in a loop: every column is touched, nothing is made
/// of it.
struct RawChanges {
    private let statement: RawStatement

    init(_ database: RawDatabase) throws {
        let scope = try database.rows("SELECT scope_id FROM changes GROUP BY scope_id ORDER BY count(*) DESC LIMIT 1")
        guard let scope = scope.first else { throw BenchError("there are no changes") }
        statement = try database.prepare("SELECT * FROM changes WHERE scope_id = ?1 AND revision > 0 ORDER BY revision")
        statement.bind(scope)
    }

    /// Processor time of this thread and time, in µs a row.
    func measure(seconds: Double) throws -> [String: Sample] {
        let (start, processor) = (Monotonic.now, ThreadClock.microseconds)
        let end = start + Monotonic.nanoseconds(seconds)
        var (rows, sum, scans) = (0, 0, 0)
        repeat {
            while try statement.step() {
                sum &+= statement.touch()
                rows += 1
            }
            sqlite3_reset(statement.handle)
            scans += 1
        } while Monotonic.now < end
        guard rows >= Resume.messages * scans, sum != 0 else { throw BenchError("only \(rows) rows in \(scans) scans") }
        let details = ["rows": Double(rows) / Double(scans)]
        return [
            "resume raw processor": Sample(
                value: (ThreadClock.microseconds - processor) / Double(rows), details: details),
            "resume raw wall": Sample(value: Double(Monotonic.now - start) / 1e3 / Double(rows), details: details),
        ]
    }
}
