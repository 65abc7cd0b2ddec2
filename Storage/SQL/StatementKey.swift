public import CaravanProtocol

/// What a prepared statement is kept under: an entity, a verb, and what else its text depends on. No value is part of it.
public struct StatementKey: Hashable, Sendable {
    public enum Verb: UInt8, Sendable {
        case find, lock, select, count, insert, update, deleteKey, deleteWhere
    }

    private let entity: ObjectIdentifier
    private let verb: Verb
    private let mask: UInt64
    private let shape: [Int32]

    public init<E: Entity>(_ type: E.Type, _ verb: Verb, mask: FieldMask = .none, shape: [Int32] = []) {
        entity = ObjectIdentifier(type)
        self.verb = verb
        self.mask = mask.bits
        self.shape = shape
    }
}
