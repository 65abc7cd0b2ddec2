/// A value as a storage keeps it: what stands in one column of one row.
public enum StoredValue: Hashable, Sendable {
    case null
    case integer(Int64)
    case text(String)
    case id(UUIDBits)
    case bytes([UInt8])
}
