extension JSONParser {
    /// The string whose opening quote stands at the place reached.
    mutating func string() throws(JSONError) -> String {
        index += 1
        let start = index
        try skipPlain()
        if next == UInt8(ascii: "\"") {
            let text = String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<index]), as: UTF8.self)
            index += 1
            return text
        }
        scratch.removeAll(keepingCapacity: true)
        scratch.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<index]))
        while next == UInt8(ascii: "\\") {
            try escape()
            let rest = index
            try skipPlain()
            scratch.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[rest..<index]))
        }
        guard next == UInt8(ascii: "\"") else { throw JSONError(kind: .syntax, offset: index) }
        index += 1
        return String(decoding: scratch, as: UTF8.self)
    }

    /// Goes to the next quote, backslash, control character or the end, checking the UTF-8 on the way.
    @inline(__always)
    private mutating func skipPlain() throws(JSONError) {
        index = ByteScan.firstNotPlain(in: bytes, from: index)
        while index < bytes.count, bytes[index] >= 0x80 {
            let length = UTF8Check.length(in: bytes, at: index)
            guard length > 0 else { throw JSONError(kind: .utf8, offset: index) }
            index += length
            // Text beyond ASCII comes in runs: the next character is looked at before the long scan starts again.
            guard next < 0x80 else { continue }
            index = ByteScan.firstNotPlain(in: bytes, from: index)
        }
    }

    /// The escape whose backslash stands at the place reached, into the scratch.
    private mutating func escape() throws(JSONError) {
        let start = index
        index += 1
        let character = next
        switch character {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): scratch.append(character)
        case UInt8(ascii: "b"): scratch.append(0x08)
        case UInt8(ascii: "f"): scratch.append(0x0C)
        case UInt8(ascii: "n"): scratch.append(0x0A)
        case UInt8(ascii: "r"): scratch.append(0x0D)
        case UInt8(ascii: "t"): scratch.append(0x09)
        case UInt8(ascii: "u"):
            index += 1
            let scalar = try scalarEscape(from: start)
            scratch.append(contentsOf: Unicode.UTF8.encode(scalar) ?? Unicode.UTF8.encodedReplacementCharacter)
            return
        default: throw JSONError(kind: .syntax, offset: index)
        }
        index += 1
    }

    /// The four digits at the place reached, and the other half of the pair that they may begin.
    private mutating func scalarEscape(from start: Int) throws(JSONError) -> Unicode.Scalar {
        let first = try hexadecimal()
        if let scalar = Unicode.Scalar(first) { return scalar }
        let lone = JSONError(kind: .surrogate, offset: start)
        guard first < 0xDC00, next == UInt8(ascii: "\\"), index + 1 < bytes.count,
            bytes[index + 1] == UInt8(ascii: "u")
        else { throw lone }
        index += 2
        let second = try hexadecimal()
        guard 0xDC00..<0xE000 ~= second,
            let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        else { throw lone }
        return scalar
    }

    private mutating func hexadecimal() throws(JSONError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let digit = HexDigits.value(next) else { throw JSONError(kind: .syntax, offset: index) }
            value = value << 4 | UInt32(digit)
            index += 1
        }
        return value
    }
}
