public import CaravanProtocol

/// A query taken apart: the values to bind, in the order of the placeholders of ``StatementTexts``, and the shape, which
/// is equal for queries that have the same text.
public struct QueryParameters {
    public private(set) var values: [StoredValue] = []
    public private(set) var shape: [Int32] = []

    /// The conditions alone.
    public init(_ condition: Condition) {
        shape.reserveCapacity(16)
        add(condition)
    }

    /// The conditions, the order, where to start and how many.
    public init<E: Entity>(_ query: Query<E>) {
        self.init(query.condition)
        token(-1, query.order.count)
        for place in query.order { shape.append(Int32(place)) }
        token(query.isDescending ? 1 : 0, query.limit == nil ? 0 : 1)
        if let after = query.after {
            let keyset = Keyset(query.order, isDescending: query.isDescending, after: after, table: E.schema.table)
            for value in after { shape.append(value == .null ? 1 : 0) }
            values += keyset.values
        } else {
            shape.append(-2)
        }
        if let limit = query.limit { values.append(.integer(Int64(max(0, limit)))) }
    }

    private mutating func token(_ one: Int, _ other: Int) {
        shape.append(Int32(one))
        shape.append(Int32(other))
    }

    private mutating func add(_ condition: Condition) {
        switch condition {
        case .compare(let place, let comparison, let value):
            token(10 + comparison.number, place)
            values.append(value)
        case .isNull(let place): token(20, place)
        case .isNotNull(let place): token(21, place)
        case .oneOf(let place, let list):
            let choices = OneOfValues(list)
            token(choices.includesNull ? 23 : 22, place)
            shape.append(Int32(choices.values.count))
            values += choices.values
        case .hasPrefix(let place, let prefix):
            let range = PrefixRange(prefix)
            token(range.upper == nil ? 25 : 24, place)
            values.append(.text(range.lower))
            if let upper = range.upper { values.append(.text(upper)) }
        case .containsFolded(let place, let text):
            token(26, place)
            values.append(.text(text))
        case .exists(let table, let reference, let condition):
            token(27, reference)
            shape.append(Int32(table.name.utf8.count))
            shape.append(contentsOf: table.name.utf8.map(Int32.init))
            add(condition)
        case .any(let conditions):
            token(28, conditions.count)
            for condition in conditions { add(condition) }
        case .all(let conditions):
            token(29, conditions.count)
            for condition in conditions { add(condition) }
        }
    }
}

extension Condition.Comparison {
    fileprivate var number: Int {
        switch self {
        case .equal: 0
        case .less: 1
        case .lessOrEqual: 2
        case .greater: 3
        case .greaterOrEqual: 4
        }
    }
}
