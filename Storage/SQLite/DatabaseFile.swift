import CaravanProtocol

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// The files of a database, as the operating system has them.
struct DatabaseFile {
    private let path: String

    init(_ path: String) {
        self.path = path
    }

    /// Whether there is a file. Throws ``StorageError/unavailable(_:)`` when that cannot be told.
    func exists() throws -> Bool {
        guard access(path, F_OK) != 0 else { return true }
        guard errno == ENOENT else { throw Self.error("\(path) cannot be read") }
        return false
    }

    /// Whether there are changes beside the file, so that it is in use or was left by a crash.
    var hasJournal: Bool { access(path + "-wal", F_OK) == 0 || access(path + "-journal", F_OK) == 0 }

    /// Makes an empty file for the owner only, which SQLite's other files imitate. One that is there stays as it is.
    func create() throws {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Self.error("\(path) cannot be made") }
        close(descriptor)
    }

    /// Returns when the disk has the file and its name.
    func synchronise() throws {
        let directory = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        for (name, flags) in [(path, O_RDWR | O_CLOEXEC), (directory, O_RDONLY | O_CLOEXEC)] {
            let descriptor = open(name, flags)
            guard descriptor >= 0 else { throw Self.error("\(name) cannot be opened") }
            defer { close(descriptor) }
            guard fsync(descriptor) == 0 else { throw Self.error("\(name) cannot be written") }
        }
    }

    /// Takes the lock that lasts as long as the descriptor, which is the caller's to close.
    func lock() throws -> CInt {
        let lockPath = path + ".serve-lock"
        let descriptor = open(lockPath, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Self.error("\(lockPath) cannot be made") }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let isHeld = errno == EWOULDBLOCK
            let error = Self.error("\(lockPath) cannot be locked")
            close(descriptor)
            throw isHeld ? .locked("\(path) is held by another process") : error
        }
        return descriptor
    }

    /// Gives the lock back at once. To close the descriptor is not enough: a child that this process is just starting
    /// has it too until it runs its own program.
    static func unlock(_ descriptor: CInt) {
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }

    private static func error(_ what: String) -> StorageError {
        let reason = String(cString: strerror(errno))
        return errno == ENOSPC || errno == EDQUOT ? .full("\(what): \(reason)") : .unavailable("\(what): \(reason)")
    }
}
