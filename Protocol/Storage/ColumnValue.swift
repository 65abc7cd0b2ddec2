/// What stands in one column of a ``StoredRow``. Text and bytes lie where the storage has them, and are gone with the row.
public enum ColumnValue {
    case null
    case integer(Int64)
    case id(UUIDBits)
    /// UTF-8.
    case text(UnsafeBufferPointer<UInt8>)
    case bytes(UnsafeRawBufferPointer)

    /// The same as a value of its own.
    @inlinable
    public var stored: StoredValue {
        switch self {
        case .null: .null
        case .integer(let integer): .integer(integer)
        case .id(let id): .id(id)
        case .text(let text): .text(String(decoding: text, as: UTF8.self))
        case .bytes(let bytes): .bytes(Array(bytes))
        }
    }
}
