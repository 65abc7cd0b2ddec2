import CaravanSQL

/// The prepared statements of one connection; the one that was not used for longest gives way.
struct StatementCache<Key: Hashable> {
    private var statements: [Key: Statement] = [:]
    private var uses: UInt64 = 0
    private let countMax: Int

    init(countMax: Int) {
        self.countMax = countMax
    }

    mutating func statement(_ key: Key, prepare: () throws -> Statement) rethrows -> Statement {
        uses += 1
        if let statement = statements[key] {
            statement.lastUse = uses
            return statement
        }
        if statements.count >= countMax, let oldest = statements.min(by: { $0.value.lastUse < $1.value.lastUse }) {
            statements.removeValue(forKey: oldest.key)?.finalize()
        }
        let statement = try prepare()
        statement.lastUse = uses
        statements[key] = statement
        return statement
    }

    /// Takes a statement out, so that nobody else uses it.
    mutating func take(_ key: Key, prepare: () throws -> Statement) rethrows -> Statement {
        try statements.removeValue(forKey: key) ?? prepare()
    }

    /// Takes back a statement that was taken out; one that another has replaced meanwhile is not kept.
    mutating func giveBack(_ taken: Statement, _ key: Key) {
        let kept = statement(key) { taken }
        if kept !== taken { taken.finalize() }
    }

    mutating func finalizeAll() {
        for statement in statements.values { statement.finalize() }
        statements = [:]
    }
}
