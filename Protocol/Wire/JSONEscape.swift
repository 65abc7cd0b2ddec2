/// How JSON writes a string (RFC 8259, section 7).
enum JSONEscape {
    /// Appends the UTF-8 text between quotes, escaping what must be escaped: quotes, backslashes, control characters.
    static func append(quoting text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
        bytes.append(0x22)
        var start = 0
        while true {
            let end = ByteScan.firstEscaped(in: text, from: start)
            if end > start { bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<end])) }
            guard end < text.count else { break }
            append(escaping: text[end], to: &bytes)
            start = end + 1
        }
        bytes.append(0x22)
    }

    private static func append(escaping byte: UInt8, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\\"))
        switch byte {
        case 0x08: bytes.append(UInt8(ascii: "b"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        case 0x0A: bytes.append(UInt8(ascii: "n"))
        case 0x0C: bytes.append(UInt8(ascii: "f"))
        case 0x0D: bytes.append(UInt8(ascii: "r"))
        case 0x22, 0x5C: bytes.append(byte)
        default:
            for digit in [UInt8(ascii: "u"), UInt8(ascii: "0"), UInt8(ascii: "0")] { bytes.append(digit) }
            bytes.append(HexDigits.lower(byte >> 4))
            bytes.append(HexDigits.lower(byte & 15))
        }
    }
}
