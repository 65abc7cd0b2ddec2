/// The grammar of JSON numbers (RFC 8259, section 6).
enum JSONNumberScan {
    /// Where the number that begins at `start` ends, or `nil` when none does: a leading zero before another digit, a
    /// point or an exponent without digits, more than ``Limits/jsonNumberLengthMax`` characters.
    static func end(of bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        let count = bytes.count
        var index = start
        if index < count, bytes[index] == UInt8(ascii: "-") { index += 1 }
        let first = index
        skipDigits(bytes, &index)
        guard index > first, index == first + 1 || bytes[first] != UInt8(ascii: "0") else { return nil }
        if index < count, bytes[index] == UInt8(ascii: ".") {
            index += 1
            let fraction = index
            skipDigits(bytes, &index)
            guard index > fraction else { return nil }
        }
        if index < count, bytes[index] | 0x20 == UInt8(ascii: "e") {
            index += 1
            if index < count, bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-") { index += 1 }
            let exponent = index
            skipDigits(bytes, &index)
            guard index > exponent else { return nil }
        }
        return index - start <= Limits.jsonNumberLengthMax ? index : nil
    }

    @inline(__always)
    private static func skipDigits(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) {
        while index < bytes.count, bytes[index] &- UInt8(ascii: "0") < 10 { index &+= 1 }
    }
}
