import CSQLite
import Synchronization

/// The index of the write-ahead log, which all processes share that have the database open: its header counts the
/// commits of everybody (https://sqlite.org/walformat.html, section 2.1; `iChange`).
///
/// Unchecked: it is memory that SQLite maps once and keeps as long as any connection of the process is open; whoever
/// looks at it has one. It is only read.
struct WALIndex: @unchecked Sendable {
    private let start: UnsafeRawPointer
    /// What `iVersion` is, in both copies of the header, of 48 bytes each.
    private static let version: UInt32 = 3_007_000
    private static let copyBytes = 48
    private static let changePlace = 8
    private static let regionBytes: CInt = 32_768

    /// Of a connection that has read something; `nil` where there is none, or one that is not as it should be.
    init?(_ handle: OpaquePointer) {
        var found: UnsafeMutablePointer<sqlite3_file>?
        guard sqlite3_file_control(handle, "main", SQLITE_FCNTL_FILE_POINTER, &found) == SQLITE_OK, let file = found,
            let methods = file.pointee.pMethods, methods.pointee.iVersion >= 2, let map = methods.pointee.xShmMap
        else { return nil }
        // Mapped already, so that this only says where.
        var region: UnsafeMutableRawPointer?
        guard map(file, 0, Self.regionBytes, 0, &region) == SQLITE_OK, let region else { return nil }
        start = UnsafeRawPointer(region)
        guard word(at: 0) == Self.version, word(at: Self.copyBytes) == Self.version else { return nil }
    }

    /// A number that each commit of anybody raises by one; `nil` while one is being published.
    var change: UInt32? {
        let first = word(at: Self.changePlace)
        // A writer changes the second copy first.
        atomicMemoryFence(ordering: .acquiringAndReleasing)
        return word(at: Self.copyBytes + Self.changePlace) == first ? first : nil
    }

    private func word(at place: Int) -> UInt32 { start.load(fromByteOffset: place, as: UInt32.self) }
}
