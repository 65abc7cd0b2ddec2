import CaravanProtocol

/// A database in a file: one writer, several readers beside it.
struct FileEngine: Engine {
    private let committer: GroupCommitter
    private let readers: ReaderPool
    private let open: @Sendable () throws -> Connection
    /// After how many pages of the log they are moved into the database: the ends of the busy logs are written again with
    /// each message, and moved once. 32 MiB, which a start after a crash reads in a moment.
    private static let checkpointPages = 8192

    init(path: String, _ options: SQLiteOptions) throws {
        open = {
            let reader = try Connection(.file(path), .readWrite, options)
            try reader.execute("PRAGMA query_only = ON; PRAGMA cache_size = -8000")
            return reader
        }
        let writer = try Connection(.file(path), .readWrite, options)
        do {
            try writer.execute(
                """
                PRAGMA synchronous = \(options.synchronous.rawValue);
                PRAGMA cache_size = -32000;
                PRAGMA journal_size_limit = 67108864;
                PRAGMA wal_autocheckpoint = \(Self.checkpointPages)
                """)
            // The index of the log is there once something is read.
            _ = try writer.rows("SELECT 1 FROM sqlite_schema LIMIT 1")
        } catch {
            writer.close()
            throw error
        }
        let others = WALIndex(writer.handle).map { OtherCommits($0) }
        committer = try GroupCommitter(writer, options, others)
        readers = ReaderPool(countMax: options.readers, open: open) { others?.mark() }
    }

    var statistics: SQLiteStatistics { committer.statistics }

    func read<R: Sendable>(_ body: @escaping @Sendable (any Reading) throws -> R) async throws -> R {
        try await readers.read(body)
    }

    func write<R: Sendable>(
        _ body: @escaping @Sendable (any Writing) throws -> R, committed: @escaping @Sendable (R) -> Void
    ) async throws -> R {
        try await withCheckedThrowingContinuation { continuation in
            committer.enqueue(PendingWrite(body, committed: committed) { continuation.resume(with: $0) })
        }
    }

    func readNow<R>(_ body: (any Reading) throws -> R) throws -> R { try readers.readNow(body) }

    func writeNow<R>(_ body: (any Writing) throws -> R, committed: (R) -> Void) throws -> R {
        precondition(!committer.isWriterThread, "a write inside a write would wait for itself")
        return try withoutActuallyEscaping(body) { body in
            try withoutActuallyEscaping(committed) { committed in
                let outcome = Monitor<Result<R, any Error>?>(nil)
                committer.enqueue(
                    PendingWrite(body, committed: committed) { result in
                        outcome.withLock { $0 = result }
                        outcome.signal()
                    })
                return try outcome.wait { $0 }.get()
            }
        }
    }

    /// In a transaction, whose beginning is when SQLite looks.
    func foreignChangeMark() async throws -> Int64? {
        try await write({ try ($0 as? SQLiteWriting)?.dataVersion() }) { _ in }
    }

    func foreignChangeMarkNow() throws -> Int64? {
        try writeNow({ try ($0 as? SQLiteWriting)?.dataVersion() }) { _ in }
    }

    func inspect<R>(_ body: (Connection) throws -> R) throws -> R {
        let connection = try open()
        defer { connection.close() }
        return try body(connection)
    }

    func close() {
        committer.close()
        readers.close()
    }
}
