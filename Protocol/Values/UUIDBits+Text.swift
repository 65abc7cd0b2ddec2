extension UUIDBits: CustomStringConvertible {
    /// A value from its canonical text (RFC 9562, section 4): 8-4-4-4-12 hexadecimal digits of either case and nothing
    /// else, no braces, no `urn:uuid:`.
    public init?(parsing text: some StringProtocol) {
        let halves = withUTF8Bytes(of: text) { Self.halves(of: $0) }
        guard let halves else { return nil }
        self.init(high: halves.0, low: halves.1)
    }

    private static func halves(of bytes: UnsafeBufferPointer<UInt8>) -> (UInt64, UInt64)? {
        guard bytes.count == 36 else { return nil }
        var high: UInt64 = 0
        var low: UInt64 = 0
        for index in 0..<36 {
            if isHyphen(index) {
                guard bytes[index] == UInt8(ascii: "-") else { return nil }
            } else {
                guard let digit = HexDigits.value(bytes[index]) else { return nil }
                if index < 18 { high = high << 4 | UInt64(digit) } else { low = low << 4 | UInt64(digit) }
            }
        }
        return (high, low)
    }

    /// Appends the canonical text, 36 bytes of ASCII in lower case.
    public func write(to bytes: inout [UInt8]) {
        var half = high
        for index in 0..<36 {
            if index == 18 { half = low }
            if Self.isHyphen(index) {
                bytes.append(UInt8(ascii: "-"))
            } else {
                bytes.append(HexDigits.lower(UInt8(truncatingIfNeeded: half >> 60)))
                half <<= 4
            }
        }
    }

    /// The canonical text in lower case.
    public var description: String {
        text(capacity: 36, write)
    }

    @inline(__always)
    private static func isHyphen(_ index: Int) -> Bool {
        index == 8 || index == 13 || index == 18 || index == 23
    }
}
