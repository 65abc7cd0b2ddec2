import CaravanProtocol
import CaravanSQL

extension Connection {
    func find<E: Entity>(_ type: E.Type, key: [StoredValue]) throws -> E? {
        try use(StatementKey(type, .find), text: { texts.find(E.schema.table) }, key) { statement in
            guard try statement.step(self) else { return nil }
            return try record(type, statement)
        }
    }

    func select<E: Entity>(_ query: Query<E>) throws -> [E] {
        let parameters = QueryParameters(query)
        let key = StatementKey(E.self, .select, shape: parameters.shape)
        return try use(key, text: { texts.select(query) }, parameters.values) { statement in
            var records: [E] = []
            while try statement.step(self) { records.append(try record(E.self, statement)) }
            return records
        }
    }

    func visit<E: Entity>(_ query: Query<E>, _ body: (any StoredRow) throws -> Void) throws {
        let parameters = QueryParameters(query)
        let key = StatementKey(E.self, .select, shape: parameters.shape)
        try useAlone(key, text: { texts.select(query) }, parameters.values) { statement in
            while try statement.step(self) { try body(statement) }
        }
    }

    func count<E: Entity>(_ query: Query<E>) throws -> Int {
        let condition = query.condition
        let parameters = QueryParameters(condition)
        let key = StatementKey(E.self, .count, shape: parameters.shape)
        return try use(key, text: { texts.count(E.schema.table, condition) }, parameters.values) { statement in
            guard try statement.step(self), case .integer(let count) = try statement.value(0, as: .integer) else {
                throw StorageError.corrupt("count(*) gave no number")
            }
            return Int(count)
        }
    }

    private func record<E: Entity>(_ type: E.Type, _ statement: Statement) throws -> E {
        try E.fields.record { try statement.value($0, as: $1) }
    }
}
