/// A type that a field of a record can have. It knows its column, its JSON and its schema.
///
/// The members that take raw pointers are how a record's fields are reached without knowing the record's type; they
/// have one default implementation each, in `FieldMemory.swift`. They are requirements so that they run specialised.
public protocol FieldValue: Hashable, Sendable {
    static var column: ColumnType { get }
    /// Whether `null` is one of its values.
    static var isNullable: Bool { get }
    /// The values it may have, where they are few; they become a check of the column.
    static var choices: [String]? { get }
    /// The JSON Schema (2020-12) of its JSON form.
    static var jsonSchema: JSONValue { get }
    /// The JSON Schema of what is accepted for it, where that is more than what is written.
    static var inputSchema: JSONValue { get }

    var stored: StoredValue { get }
    /// Whether it is the same value to the letter. Not `==`, which takes two ways to write a text for one.
    func isSame(as other: Self) -> Bool
    /// `nil` when the column holds something that this type never stores.
    init?(stored: StoredValue)

    /// The value of an input, or what is wrong with it.
    static func decode(_ input: InputValue, _ context: DecodingContext) throws(FieldFaults) -> Self
    /// Writes exactly one JSON value.
    func write(to writer: inout JSONWriter)
    /// Writes the value that stands in a column, as `write(to:)` does, if it can without making it; false when the column
    /// holds something that this type never stores.
    static func write(_ column: ColumnValue, to writer: inout JSONWriter) -> Bool

    static func load(at address: UnsafeRawPointer) -> StoredValue
    static func store(_ value: StoredValue, at address: UnsafeMutableRawPointer) -> Bool
    static func write(at address: UnsafeRawPointer, to writer: inout JSONWriter)
    static func areEqual(_ one: UnsafeRawPointer, _ other: UnsafeRawPointer) -> Bool
    static func copy(from source: UnsafeRawPointer, to target: UnsafeMutableRawPointer)
    static func decode(
        _ input: InputValue, _ context: DecodingContext, at address: UnsafeMutableRawPointer
    ) throws(FieldFaults)

    // The same of an optional of this type. As `Optional`'s own they would be generic over what it wraps, and ask the
    // runtime for its types at each use.
    static func loadOptional(at address: UnsafeRawPointer) -> StoredValue
    static func storeOptional(_ value: StoredValue, at address: UnsafeMutableRawPointer) -> Bool
    static func writeOptional(at address: UnsafeRawPointer, to writer: inout JSONWriter)
    static func areOptionalsEqual(_ one: UnsafeRawPointer, _ other: UnsafeRawPointer) -> Bool
    static func copyOptional(from source: UnsafeRawPointer, to target: UnsafeMutableRawPointer)
}

extension FieldValue {
    public static var isNullable: Bool { false }
    public static var choices: [String]? { nil }
    public static var inputSchema: JSONValue { jsonSchema }
    @inlinable public func isSame(as other: Self) -> Bool { self == other }

    @inlinable
    public static func write(_ column: ColumnValue, to writer: inout JSONWriter) -> Bool {
        guard let value = Self(stored: column.stored) else { return false }
        value.write(to: &writer)
        return true
    }
}
