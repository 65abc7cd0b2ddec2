extension UUIDBits: CustomStringConvertible {
    /// A value from its canonical text (RFC 9562, section 4): 8-4-4-4-12 hexadecimal digits of either case and nothing
    /// else, no braces, no `urn:uuid:`.
    public init?(parsing text: some StringProtocol) {
        let halves = withUTF8Bytes(of: text) { Self.halves(of: $0) }
        guard let halves else { return nil }
        self.init(high: halves.0, low: halves.1)
    }

    private static func halves(of bytes: UnsafeBufferPointer<UInt8>) -> (UInt64, UInt64)? {
        let hyphen = UInt8(ascii: "-")
        guard bytes.count == 36, bytes[8] == hyphen, bytes[13] == hyphen, bytes[18] == hyphen, bytes[23] == hyphen,
            let time = number(bytes, 0, 8), let middle = number(bytes, 9, 4), let version = number(bytes, 14, 4),
            let variant = number(bytes, 19, 4), let node = number(bytes, 24, 12)
        else { return nil }
        return (time << 32 | middle << 16 | version, variant << 48 | node)
    }

    @inline(__always)
    private static func number(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ count: Int) -> UInt64? {
        var value: UInt64 = 0
        for index in start..<start &+ count {
            guard let digit = HexDigits.value(bytes[index]) else { return nil }
            value = value << 4 | UInt64(digit)
        }
        return value
    }

    /// Appends the canonical text, 36 bytes of ASCII in lower case.
    public func write(to bytes: inout [UInt8]) {
        withUnsafeTemporaryAllocation(byteCount: 36, alignment: 8) { buffer in
            // Eight digits at a time; the hyphens go where the words leave room, later words over the ends of earlier.
            let second = HexDigits.lowerDigits(UInt32(truncatingIfNeeded: high))
            let third = HexDigits.lowerDigits(UInt32(truncatingIfNeeded: low >> 32))
            buffer.storeBytes(of: HexDigits.lowerDigits(UInt32(truncatingIfNeeded: high >> 32)), as: UInt64.self)
            buffer.storeBytes(of: second, toByteOffset: 9, as: UInt64.self)
            buffer.storeBytes(of: (second.littleEndian >> 32).littleEndian, toByteOffset: 14, as: UInt64.self)
            buffer.storeBytes(of: third, toByteOffset: 19, as: UInt64.self)
            buffer.storeBytes(of: (third.littleEndian >> 32).littleEndian, toByteOffset: 24, as: UInt64.self)
            buffer.storeBytes(
                of: HexDigits.lowerDigits(UInt32(truncatingIfNeeded: low)), toByteOffset: 28, as: UInt64.self)
            buffer[8] = UInt8(ascii: "-")
            buffer[13] = UInt8(ascii: "-")
            buffer[18] = UInt8(ascii: "-")
            buffer[23] = UInt8(ascii: "-")
            bytes.append(contentsOf: UnsafeRawBufferPointer(buffer))
        }
    }

    /// The canonical text in lower case.
    public var description: String {
        text(capacity: 36, write)
    }
}
