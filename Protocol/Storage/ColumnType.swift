/// The type of a column. Each SQL dialect has its own name for it; the value in Swift is a ``StoredValue``.
public enum ColumnType: String, Sendable, CaseIterable {
    /// A UUID (`.id`): 16 bytes.
    case id
    /// A whole number of 64 bits (`.integer`).
    case integer
    /// `.integer` 0 or 1.
    case boolean
    /// Unicode text without NUL (`.text`).
    case text
    /// A decimal number as its digits (`.text`), never a binary float.
    case decimal
    /// Microseconds since 1970-01-01T00:00:00Z (`.integer`).
    case instant
    /// Days since 1970-01-01 (`.integer`).
    case date
    /// A JSON document (`.text`).
    case json
    /// Bytes without a meaning to the storage (`.bytes`).
    case bytes
}
