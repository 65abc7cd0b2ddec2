import CaravanProtocol

/// A reading transaction on a connection.
final class SQLiteReading: Reading {
    private let connection: Connection
    private let mark: @Sendable () -> Int64?
    private var isOver = false

    private init(_ connection: Connection, _ mark: @escaping @Sendable () -> Int64?) {
        (self.connection, self.mark) = (connection, mark)
    }

    /// Runs `body` in a transaction that sees one state.
    static func run<R>(
        on connection: Connection, othersMark: @escaping @Sendable () -> Int64?, _ body: (any Reading) throws -> R
    ) throws -> R {
        let reading = SQLiteReading(connection, othersMark)
        try connection.control("BEGIN")
        defer {
            reading.isOver = true
            // A read transaction has nothing to lose; if SQLite ended it already, there is nothing to end.
            if !connection.isOutsideTransaction { try? connection.control("ROLLBACK") }
        }
        return try body(reading)
    }

    func find<E: Entity>(_ type: E.Type, key: [StoredValue]) throws -> E? { try open.find(type, key: key) }
    func lock<E: Entity>(_ type: E.Type, key: [StoredValue]) throws -> E? { try open.find(type, key: key) }
    func select<E: Entity>(_ query: Query<E>) throws -> [E] { try open.select(query) }
    func visit<E: Entity>(_ query: Query<E>, _ body: (any StoredRow) throws -> Void) throws {
        try open.visit(query, body)
    }
    func count<E: Entity>(_ query: Query<E>) throws -> Int { try open.count(query) }

    func othersMark() -> Int64? { isOver ? nil : mark() }

    private var open: Connection {
        precondition(!isOver, "a transaction is used outside its closure")
        return connection
    }
}
