/// A place in a text of ASCII, for the parsers of dates, times and numbers. It never reads past the end.
struct ASCIIReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private(set) var index = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    var isAtEnd: Bool { index == bytes.count }

    /// The byte that stands next, not taken.
    var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

    /// Takes the next byte if it is this one.
    mutating func take(_ byte: UInt8) -> Bool {
        guard index < bytes.count, bytes[index] == byte else { return false }
        index += 1
        return true
    }

    /// Takes the next byte if it is a digit; its value.
    mutating func digit() -> Int? {
        guard index < bytes.count else { return nil }
        let value = bytes[index] &- UInt8(ascii: "0")
        guard value < 10 else { return nil }
        index += 1
        return Int(value)
    }

    /// Takes exactly `count` digits; their value.
    mutating func digits(_ count: Int) -> Int? {
        var value = 0
        for _ in 0..<count {
            guard let next = digit() else { return nil }
            value = value * 10 + next
        }
        return value
    }

    /// Takes a byte that `accepts`.
    mutating func take(where accepts: (UInt8) -> Bool) -> UInt8? {
        guard let byte = peek, accepts(byte) else { return nil }
        index += 1
        return byte
    }
}

/// Lends a text's UTF-8 bytes, without a copy where it holds them in one piece (native strings and their slices do).
@inline(__always)
func withUTF8Bytes<R>(of text: some StringProtocol, _ body: (UnsafeBufferPointer<UInt8>) -> R) -> R {
    if let result = text.utf8.withContiguousStorageIfAvailable(body) { return result }
    var copy = String(text)
    return copy.withUTF8(body)
}
