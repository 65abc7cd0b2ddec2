/// Where the database is.
public enum SQLiteLocation: Sendable, Hashable {
    case file(String)
    /// In this process only, gone with it: one connection for reads and writes, on the threads that call.
    case memory
}

/// How the database is used.
public struct SQLiteOptions: Sendable {
    /// When a commit counts as written.
    public enum Synchronous: String, Sendable {
        /// When the disk has it: survives a loss of power.
        case full = "FULL"
        /// When the operating system has it: survives the end of the process.
        case normal = "NORMAL"
    }

    public var synchronous = Synchronous.full
    /// How many connections read at the same time.
    public var readers = 4
    /// How long to wait for another process that holds the database.
    public var busyTimeout = Duration.seconds(5)
    /// How many transactions one commit may carry.
    public var groupSizeMax = 256
    /// How many transactions may wait for the writer; further ones are refused as unavailable.
    public var waitingWritesMax = 16_384
    /// How many prepared statements each connection keeps.
    public var statementsMax = 200

    public init(
        synchronous: Synchronous = .full, readers: Int = 4, busyTimeout: Duration = .seconds(5)
    ) {
        self.synchronous = synchronous
        self.readers = readers
        self.busyTimeout = busyTimeout
    }
}
