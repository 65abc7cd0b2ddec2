/// Searches in bytes, eight at a time.
enum ByteScan {
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let tops: UInt64 = 0x8080_8080_8080_8080

    /// The eight bytes at `index`, the first one lowest.
    @inline(__always)
    private static func word(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> UInt64 {
        UInt64(littleEndian: UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: index, as: UInt64.self))
    }

    /// Has its lowest set bit in the first byte of `word` that is zero (higher bits may be set by a borrow).
    @inline(__always)
    private static func zeros(_ word: UInt64) -> UInt64 {
        (word &- ones) & ~word & tops
    }

    /// Has its lowest set bit in the first byte that is a quote, a backslash or a control character.
    @inline(__always)
    private static func specials(_ word: UInt64) -> UInt64 {
        zeros(word ^ (ones &* 0x22)) | zeros(word ^ (ones &* 0x5C)) | ((word &- (ones &* 0x20)) & ~word & tops)
    }

    /// The first `byte` from `start`, or the end.
    static func first(_ byte: UInt8, in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var index = start
        let pattern = ones &* UInt64(byte)
        while index &+ 8 <= bytes.count {
            let hits = zeros(word(bytes, index) ^ pattern)
            if hits != 0 { return index &+ hits.trailingZeroBitCount &>> 3 }
            index &+= 8
        }
        while index < bytes.count, bytes[index] != byte { index &+= 1 }
        return index
    }

    /// The first byte from `start` that JSON cannot hold in a string as it is (a quote, a backslash, a control
    /// character), or the end.
    static func firstEscaped(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var index = start
        while index &+ 8 <= bytes.count {
            let hits = specials(word(bytes, index))
            if hits != 0 { return index &+ hits.trailingZeroBitCount &>> 3 }
            index &+= 8
        }
        while index < bytes.count, !isEscaped(bytes[index]) { index &+= 1 }
        return index
    }

    /// As ``firstEscaped(in:from:)``, and stops at the first byte that is not ASCII too.
    static func firstNotPlain(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var index = start
        while index &+ 8 <= bytes.count {
            let next = word(bytes, index)
            let hits = specials(next) | (next & tops)
            if hits != 0 { return index &+ hits.trailingZeroBitCount &>> 3 }
            index &+= 8
        }
        while index < bytes.count, bytes[index] < 0x80, !isEscaped(bytes[index]) { index &+= 1 }
        return index
    }

    @inline(__always)
    private static func isEscaped(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == 0x22 || byte == 0x5C
    }
}
