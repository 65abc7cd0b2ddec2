import Glibc

/// A network address, or a range of them (`10.0.0.0/8`, `::1`).
public struct AddressRange: Sendable, Equatable {
    private let bytes: [UInt8]
    private let prefixBits: Int

    /// `nil` for what is no address with an optional length of its prefix.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let found = Self.bytes(of: String(parts[0])) else { return nil }
        bytes = found.bytes
        guard parts.count == 2 else {
            prefixBits = bytes.count * 8
            return
        }
        let digits = parts[1].utf8.allSatisfy { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
        // The prefix of an IPv4 address that is written as IPv6 begins with the 96 bits that say so.
        guard digits, let written = Int(parts[1]), (0...bytes.count * 8).contains(written - (found.isMapped ? 96 : 0))
        else { return nil }
        prefixBits = written - (found.isMapped ? 96 : 0)
    }

    package func contains(_ address: String) -> Bool {
        guard let other = Self.bytes(of: address)?.bytes, other.count == bytes.count else { return false }
        let whole = prefixBits / 8
        guard bytes[..<whole] == other[..<whole] else { return false }
        guard prefixBits % 8 > 0 else { return true }
        return (bytes[whole] ^ other[whole]) >> (8 - UInt8(prefixBits % 8)) == 0
    }

    /// The address in an element of `X-Forwarded-For`, which may have a port; `nil` if there is none. One address is
    /// written in one way.
    static func address(in element: Substring) -> String? {
        var text = element.drop { $0 == " " || $0 == "\t" }
        while text.last == " " || text.last == "\t" { text.removeLast() }
        if text.hasPrefix("[") {
            guard let end = text.firstIndex(of: "]") else { return nil }
            text = text[..<end].dropFirst()
        } else if text.contains("."), let colon = text.firstIndex(of: ":"), !text[colon...].dropFirst().contains(":") {
            text = text[..<colon]
        }
        return bytes(of: String(text)).map { Self.text(of: $0.bytes) }
    }

    /// The address's bytes; an IPv4 address that is written as IPv6 is its own four.
    private static func bytes(of text: String) -> (bytes: [UInt8], isMapped: Bool)? {
        guard !text.utf8.contains(0) else { return nil }
        var bytes = [UInt8](repeating: 0, count: 16)
        if inet_pton(AF_INET, text, &bytes) == 1 { return (Array(bytes[..<4]), false) }
        guard inet_pton(AF_INET6, text, &bytes) == 1 else { return nil }
        let isMapped = bytes[..<10].allSatisfy { $0 == 0 } && bytes[10] == 0xFF && bytes[11] == 0xFF
        return isMapped ? (Array(bytes[12...]), true) : (bytes, false)
    }

    private static func text(of bytes: [UInt8]) -> String {
        let family = bytes.count == 4 ? AF_INET : AF_INET6
        return String(unsafeUninitializedCapacity: Int(INET6_ADDRSTRLEN)) { buffer in
            buffer.withMemoryRebound(to: CChar.self) { text in
                inet_ntop(family, bytes, text.baseAddress, socklen_t(text.count)).map { strlen($0) } ?? 0
            }
        }
    }
}
