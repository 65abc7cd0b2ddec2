import Glibc

/// A network address, or a range of them (`10.0.0.0/8`, `::1`).
public struct AddressRange: Sendable, Equatable {
    private let bytes: [UInt8]
    private let prefixBits: Int

    /// `nil` for what is no address with an optional length of its prefix.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let bytes = Self.bytes(of: String(parts[0])) else { return nil }
        self.bytes = bytes
        guard parts.count == 2 else {
            prefixBits = bytes.count * 8
            return
        }
        guard let bits = Int(parts[1]), (0...bytes.count * 8).contains(bits) else { return nil }
        prefixBits = bits
    }

    func contains(_ address: String) -> Bool {
        guard let other = Self.bytes(of: address), other.count == bytes.count else { return false }
        let whole = prefixBits / 8
        guard bytes[..<whole] == other[..<whole] else { return false }
        guard prefixBits % 8 > 0 else { return true }
        return (bytes[whole] ^ other[whole]) >> (8 - UInt8(prefixBits % 8)) == 0
    }

    /// The address in an element of `X-Forwarded-For`, which may have a port; `nil` if there is none.
    static func address(in element: Substring) -> String? {
        var text = element.filter { $0 != " " && $0 != "\t" }
        if text.hasPrefix("[") {
            text = String(text.dropFirst().prefix { $0 != "]" })
        } else if text.contains("."), let colon = text.firstIndex(of: ":"), !text[..<colon].contains(":"),
            text.filter({ $0 == ":" }).count == 1
        {
            text = String(text[..<colon])
        }
        return bytes(of: text) == nil ? nil : text
    }

    /// The address's bytes; an IPv4 address that is written as IPv6 is its own four.
    private static func bytes(of text: String) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: 16)
        if inet_pton(AF_INET, text, &bytes) == 1 { return Array(bytes[..<4]) }
        guard inet_pton(AF_INET6, text, &bytes) == 1 else { return nil }
        let isMapped = bytes[..<10].allSatisfy { $0 == 0 } && bytes[10] == 0xFF && bytes[11] == 0xFF
        return isMapped ? Array(bytes[12...]) : bytes
    }
}
