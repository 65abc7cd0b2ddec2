import BenchSupport
import Glibc

/// How often a database has been committed since its log was opened: `iChange` of the index of the write-ahead log
/// (sqlite.org/walformat.html, section 2.1), which every commit raises by one. It asks nothing of the server.
struct CommitCounter {
    let database: String

    func read() throws -> Double {
        let descriptor = open(database + "-shm", O_RDONLY | O_CLOEXEC)
        defer { close(descriptor) }
        var change: UInt32 = 0
        guard pread(descriptor, &change, 4, 8) == 4 else { throw BenchError("\(database)-shm cannot be read") }
        return Double(change)
    }
}
