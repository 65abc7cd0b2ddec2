import CaravanProtocol

/// What carries out transactions of an opened database.
protocol Engine: Sendable {
    func read<R: Sendable>(_ body: @escaping @Sendable (any Reading) throws -> R) async throws -> R
    func write<R: Sendable>(
        _ body: @escaping @Sendable (any Writing) throws -> R, committed: @escaping @Sendable (R) -> Void
    ) async throws -> R
    func readNow<R>(_ body: (any Reading) throws -> R) throws -> R
    func writeNow<R>(_ body: (any Writing) throws -> R, committed: (R) -> Void) throws -> R
    /// See ``Storage/foreignChangeMark()``.
    func foreignChangeMark() async throws -> Int64?
    func foreignChangeMarkNow() throws -> Int64?
    /// Runs something on a connection that no other transaction uses meanwhile.
    func inspect<R>(_ body: (Connection) throws -> R) throws -> R
    var statistics: SQLiteStatistics { get }
    func close()
}
