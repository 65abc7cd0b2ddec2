import CaravanProtocol

extension MemoryTransaction {
    /// Whether a row of that table meets the condition.
    func matches(_ condition: Condition, _ row: [StoredValue], _ table: TableSchema) -> Bool {
        switch condition {
        case .compare(let place, let comparison, let value):
            guard row[place] != .null, value != .null else { return false }
            let order = row[place].order(value)
            return switch comparison {
            case .equal: order == 0
            case .less: order < 0
            case .lessOrEqual: order <= 0
            case .greater: order > 0
            case .greaterOrEqual: order >= 0
            }
        case .isNull(let place): return row[place] == .null
        case .isNotNull(let place): return row[place] != .null
        case .oneOf(let place, let values): return values.contains { $0.exact == row[place].exact }
        case .hasPrefix(let place, let prefix): return row[place].text?.utf8.starts(with: prefix.utf8) ?? false
        case .containsFolded(let place, let part):
            return row[place].text?.lowercased().utf8.hasPart(Array(part.utf8)) ?? false
        case .exists(let other, let reference, let condition):
            return rows(of: other, condition).contains { $0[reference] == row[table.key[0]] }
        case .any(let conditions): return conditions.contains { matches($0, row, table) }
        case .all(let conditions): return conditions.allSatisfy { matches($0, row, table) }
        }
    }
}

extension StoredValue {
    var text: String? { if case .text(let text) = self { text } else { nil } }

    /// Equal only to what has the same scalars.
    var exact: StoredValue { text.map { .bytes(Array($0.utf8)) } ?? self }

    /// Below, at or above zero; null is below everything.
    func order(_ other: StoredValue) -> Int {
        switch (exact, other.exact) {
        case (.null, .null): 0
        case (.null, _): -1
        case (_, .null): 1
        case (.integer(let one), .integer(let other)): one < other ? -1 : one > other ? 1 : 0
        case (.id(let one), .id(let other)): one < other ? -1 : one == other ? 0 : 1
        case (.bytes(let one), .bytes(let other)):
            one.lexicographicallyPrecedes(other) ? -1 : one == other ? 0 : 1
        default: preconditionFailure("a column holds values of one type")
        }
    }
}

extension String.UTF8View {
    fileprivate func hasPart(_ part: [UInt8]) -> Bool {
        let bytes = Array(self)
        return part.count <= bytes.count
            && (0...bytes.count - part.count).contains { bytes[$0...].starts(with: part) }
    }
}
