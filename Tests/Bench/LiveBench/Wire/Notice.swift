import Glibc

/// What a server says in a text frame, as far as a load has to know: members of the object itself, not of what it holds,
/// in any order.
struct Notice {
    enum Kind {
        case subscribed, message, typing, error, other
    }

    private(set) var kind = Kind.other
    private(set) var revision: Int?
    let bytes: UnsafeRawBufferPointer

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
        var (place, depth) = (0, 0)
        while place < bytes.count {
            switch bytes[place] {
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: "\""):
                let end = Self.endOfString(bytes, place + 1)
                if depth == 1, end + 1 < bytes.count, bytes[end + 1] == UInt8(ascii: ":") {
                    member(place + 1..<end, value: end + 2)
                    // The value may be a string that looks like a name.
                    if end + 2 < bytes.count, bytes[end + 2] == UInt8(ascii: "\"") {
                        place = Self.endOfString(bytes, end + 3)
                    } else {
                        place = end + 1
                    }
                } else {
                    place = end
                }
            default: break
            }
            place += 1
        }
    }

    private static func endOfString(_ bytes: UnsafeRawBufferPointer, _ start: Int) -> Int {
        var place = start
        while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
            place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
        }
        return min(place, bytes.count)
    }

    private mutating func member(_ name: Range<Int>, value: Int) {
        if name.count == 8, starts("revision", at: name.lowerBound) {
            revision = bytes.number(at: value)
        } else if name.count == 4, starts("type", at: name.lowerBound) {
            if starts(#""chat_message""#, at: value) {
                kind = .message
            } else if starts(#""user_typing""#, at: value) {
                kind = .typing
            } else if starts(#""subscription_success""#, at: value) {
                kind = .subscribed
            } else if starts(#""error""#, at: value) {
                kind = .error
            }
        }
    }

    private func starts(_ text: StaticString, at place: Int) -> Bool {
        guard let base = bytes.baseAddress, place + text.utf8CodeUnitCount <= bytes.count else { return false }
        return memcmp(base + place, text.utf8Start, text.utf8CodeUnitCount) == 0
    }

    private static let mark = Array("\"content\":\"#".utf8)

    /// The number that a load gave the message.
    var number: Int? { bytes.end(of: Self.mark).flatMap { bytes.number(at: $0) } }

    static func content(_ number: Int, length: Int = 0) -> String {
        let text = "#\(number)# Shall we meet at nine, at the station? I have the tickets."
        return text + String(repeating: "x", count: max(0, length - text.utf8.count))
    }
}
