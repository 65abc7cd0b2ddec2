/// Whether bytes are UTF-8 (RFC 3629), as they come: what cannot become UTF-8 any more is found at its first byte.
struct UTF8Check {
    /// How many bytes of the character are still to come, and within which bounds the next one lies.
    private var left = 0
    private var lowest: UInt8 = 0x80
    private var highest: UInt8 = 0xBF

    /// Whether no character is in pieces.
    var isComplete: Bool { left == 0 }

    /// False if the bytes cannot stand in a text.
    mutating func take(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var place = 0
        while place < bytes.count {
            if left == 0 { place = Self.afterASCII(bytes, place) }
            guard place < bytes.count else { return true }
            guard left == 0 ? begin(bytes[place]) : goOn(bytes[place]) else { return false }
            place += 1
        }
        return true
    }

    /// Eight bytes at a time: most text is ASCII.
    private static func afterASCII(_ bytes: UnsafeRawBufferPointer, _ start: Int) -> Int {
        var place = start
        while place + 8 <= bytes.count,
            bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
        {
            place += 8
        }
        while place < bytes.count, bytes[place] < 0x80 { place += 1 }
        return place
    }

    private mutating func begin(_ byte: UInt8) -> Bool {
        (lowest, highest) = (0x80, 0xBF)
        switch byte {
        case 0xC2...0xDF: left = 1
        // No longer form than is needed, no surrogates, nothing beyond U+10FFFF.
        case 0xE0: (left, lowest) = (2, 0xA0)
        case 0xED: (left, highest) = (2, 0x9F)
        case 0xE1...0xEF: left = 2
        case 0xF0: (left, lowest) = (3, 0x90)
        case 0xF1...0xF3: left = 3
        case 0xF4: (left, highest) = (3, 0x8F)
        default: return false
        }
        return true
    }

    private mutating func goOn(_ byte: UInt8) -> Bool {
        guard byte >= lowest, byte <= highest else { return false }
        (lowest, highest) = (0x80, 0xBF)
        left -= 1
        return true
    }
}
