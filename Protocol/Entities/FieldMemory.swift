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

extension FieldValue {
    @inlinable
    public static func loadOptional(at address: UnsafeRawPointer) -> StoredValue {
        guard let value = address.assumingMemoryBound(to: Self?.self).pointee else { return .null }
        return value.stored
    }

    @inlinable
    public static func storeOptional(_ value: StoredValue, at address: UnsafeMutableRawPointer) -> Bool {
        if case .null = value {
            address.assumingMemoryBound(to: Self?.self).pointee = nil
            return true
        }
        guard let decoded = Self(stored: value) else { return false }
        address.assumingMemoryBound(to: Self?.self).pointee = decoded
        return true
    }

    @inlinable
    public static func writeOptional(at address: UnsafeRawPointer, to writer: inout JSONWriter) {
        guard let value = address.assumingMemoryBound(to: Self?.self).pointee else { return writer.null() }
        value.write(to: &writer)
    }

    @inlinable
    public static func areOptionalsEqual(_ one: UnsafeRawPointer, _ other: UnsafeRawPointer) -> Bool {
        let (one, other) = (one.assumingMemoryBound(to: Self?.self), other.assumingMemoryBound(to: Self?.self))
        guard let value = one.pointee else { return other.pointee == nil }
        guard let otherValue = other.pointee else { return false }
        return value.isSame(as: otherValue)
    }

    @inlinable
    public static func copyOptional(from source: UnsafeRawPointer, to target: UnsafeMutableRawPointer) {
        target.assumingMemoryBound(to: Self?.self).pointee = source.assumingMemoryBound(to: Self?.self).pointee
    }
}

extension Optional where Wrapped: FieldValue {
    public static func load(at address: UnsafeRawPointer) -> StoredValue { Wrapped.loadOptional(at: address) }

    public static func store(_ value: StoredValue, at address: UnsafeMutableRawPointer) -> Bool {
        Wrapped.storeOptional(value, at: address)
    }

    public static func write(at address: UnsafeRawPointer, to writer: inout JSONWriter) {
        Wrapped.writeOptional(at: address, to: &writer)
    }

    public static func areEqual(_ one: UnsafeRawPointer, _ other: UnsafeRawPointer) -> Bool {
        Wrapped.areOptionalsEqual(one, other)
    }

    public static func copy(from source: UnsafeRawPointer, to target: UnsafeMutableRawPointer) {
        Wrapped.copyOptional(from: source, to: target)
    }
}

/// An id lies in memory as its bits do, which are all that it has: so too these verbs are generic over nothing.
extension ID {
    public static func load(at address: UnsafeRawPointer) -> StoredValue { UUIDBits.load(at: address) }

    public static func store(_ value: StoredValue, at address: UnsafeMutableRawPointer) -> Bool {
        UUIDBits.store(value, at: address)
    }

    public static func write(at address: UnsafeRawPointer, to writer: inout JSONWriter) {
        UUIDBits.write(at: address, to: &writer)
    }

    public static func areEqual(_ one: UnsafeRawPointer, _ other: UnsafeRawPointer) -> Bool {
        UUIDBits.areEqual(one, other)
    }

    public static func copy(from source: UnsafeRawPointer, to target: UnsafeMutableRawPointer) {
        UUIDBits.copy(from: source, to: target)
    }

    public static func loadOptional(at address: UnsafeRawPointer) -> StoredValue {
        UUIDBits.loadOptional(at: address)
    }

    public static func storeOptional(_ value: StoredValue, at address: UnsafeMutableRawPointer) -> Bool {
        UUIDBits.storeOptional(value, at: address)
    }

    public static func writeOptional(at address: UnsafeRawPointer, to writer: inout JSONWriter) {
        UUIDBits.writeOptional(at: address, to: &writer)
    }

    public static func areOptionalsEqual(_ one: UnsafeRawPointer, _ other: UnsafeRawPointer) -> Bool {
        UUIDBits.areOptionalsEqual(one, other)
    }

    public static func copyOptional(from source: UnsafeRawPointer, to target: UnsafeMutableRawPointer) {
        UUIDBits.copyOptional(from: source, to: target)
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
