/// Well-formed UTF-8 beyond ASCII (RFC 3629, section 4; the Unicode Standard, table 3-7).
enum UTF8Check {
    /// The length of the well-formed sequence of 2 to 4 bytes that begins at `index`; 0 when there is none.
    static func length(in bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
        let first = bytes[index]
        let length: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch first {
        case 0xC2...0xDF: length = 2
        case 0xE0...0xEF:
            length = 3
            // No overlong forms, no surrogates.
            if first == 0xE0 { second = 0xA0...0xBF } else if first == 0xED { second = 0x80...0x9F }
        case 0xF0...0xF4:
            length = 4
            // No overlong forms, nothing above U+10FFFF.
            if first == 0xF0 { second = 0x90...0xBF } else if first == 0xF4 { second = 0x80...0x8F }
        default: return 0
        }
        guard index + length <= bytes.count, second.contains(bytes[index + 1]) else { return 0 }
        for place in 2..<max(length, 2) where bytes[index + place] & 0xC0 != 0x80 { return 0 }
        return length
    }
}
