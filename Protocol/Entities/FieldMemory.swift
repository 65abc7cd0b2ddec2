// The only place that touches a record's memory. A field is an offset and a type; both come from the same key path
// (``Field``), so an address handed to these functions always holds an initialised value of `Self`.

extension FieldValue {
    @inlinable
    public static func load(at address: UnsafeRawPointer) -> StoredValue {
        address.assumingMemoryBound(to: Self.self).pointee.stored
    }

    @inlinable
    public static func store(_ value: StoredValue, at address: UnsafeMutableRawPointer) -> Bool {
        guard let decoded = Self(stored: value) else { return false }
        address.assumingMemoryBound(to: Self.self).pointee = decoded
        return true
    }

    @inlinable
    public static func write(at address: UnsafeRawPointer, to writer: inout JSONWriter) {
        address.assumingMemoryBound(to: Self.self).pointee.write(to: &writer)
    }

    @inlinable
    public static func areEqual(_ one: UnsafeRawPointer, _ other: UnsafeRawPointer) -> Bool {
        one.assumingMemoryBound(to: Self.self).pointee.isSame(as: other.assumingMemoryBound(to: Self.self).pointee)
    }

    @inlinable
    public static func copy(from source: UnsafeRawPointer, to target: UnsafeMutableRawPointer) {
        target.assumingMemoryBound(to: Self.self).pointee = source.assumingMemoryBound(to: Self.self).pointee
    }

    @inlinable
    public static func decode(
        _ input: InputValue, _ context: DecodingContext, at address: UnsafeMutableRawPointer
    ) throws(FieldFaults) {
        let value: Self = try Self.decode(input, context)
        address.assumingMemoryBound(to: Self.self).pointee = value
    }
}

extension Record {
    /// The record's bytes while `body` runs.
    @inlinable
    func withAddress<R>(_ body: (UnsafeRawPointer) throws -> R) rethrows -> R {
        try withUnsafePointer(to: self) { try body(UnsafeRawPointer($0)) }
    }

    /// The record's bytes, to be changed, while `body` runs.
    @inlinable
    mutating func withMutableAddress<R, E: Error>(_ body: (UnsafeMutableRawPointer) throws(E) -> R) throws(E) -> R {
        try withUnsafeMutablePointer(to: &self) { (pointer) throws(E) -> R in try body(UnsafeMutableRawPointer(pointer))
        }
    }
}
