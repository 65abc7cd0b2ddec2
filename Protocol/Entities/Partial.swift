/// A partial record: a value and which of its fields are meant. Create, change, diff, merge and push work on it.
public struct Partial<R: Record>: Sendable {
    public var value: R
    public var mask: FieldMask

    public init(_ value: R = R(), mask: FieldMask = .none) {
        self.value = value
        self.mask = mask
    }

    /// Whether the field is meant.
    public func names<V>(_ path: WritableKeyPath<R, V>) -> Bool { mask[R.fields.place(of: path)] }

    /// The field's value, if it is meant.
    public func named<V>(_ path: WritableKeyPath<R, V>) -> V? { names(path) ? value[keyPath: path] : nil }

    /// Sets a field, and means it.
    public mutating func set<V>(_ path: WritableKeyPath<R, V>, _ newValue: V) {
        value[keyPath: path] = newValue
        mask[R.fields.place(of: path)] = true
    }

    /// Means the field no more.
    public mutating func drop<V>(_ path: WritableKeyPath<R, V>) { mask[R.fields.place(of: path)] = false }

    /// The record with the meant fields taken from here.
    public func applied(to record: R) -> R { R.fields.copy(mask, from: value, to: record) }
}
