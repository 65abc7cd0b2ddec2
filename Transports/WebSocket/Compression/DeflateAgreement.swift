/// What client and server agree to of permessage-deflate (RFC 7692, section 7.1).
///
/// No context is taken over, by either side: so one compressed frame serves all receivers, and an idle peer needs no
/// memory for it.
struct DeflateAgreement: Equatable {
    /// The base-2 logarithm of how far back the server's data may refer.
    let windowBits: Int
    /// What the answer says.
    let answer: String

    /// The first of the client's offers that can be met; `nil` if there is none.
    ///
    /// - Parameter fields: The values of its `Sec-WebSocket-Extensions`.
    init?(offers fields: [String]) {
        for offer in fields.flatMap({ $0.split(separator: ",") }) {
            guard let bits = Self.windowBits(offer) else { continue }
            windowBits = bits ?? Self.windowBitsMax
            answer =
                "permessage-deflate; server_no_context_takeover; client_no_context_takeover"
                + (bits.map { "; server_max_window_bits=\($0)" } ?? "")
            return
        }
        return nil
    }

    private static let windowBitsMax = 15
    /// zlib cannot deflate with the least window of the standard, 8.
    private static let windowBitsTaken = 9...15

    /// How many bits the offer asks of the server, if it says so; `nil` if it cannot be met.
    private static func windowBits(_ offer: Substring) -> Int?? {
        let parts = offer.split(separator: ";", omittingEmptySubsequences: false).map(trimmed)
        guard parts.first?.lowercased() == "permessage-deflate" else { return nil }
        var names: Set<String> = []
        var bits: Int?
        for part in parts.dropFirst() {
            let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(trimmed)
            let name = sides.first?.lowercased() ?? ""
            let value = sides.count > 1 ? unquoted(sides[1]) : nil
            guard names.insert(name).inserted else { return nil }
            switch (name, value) {
            case ("server_no_context_takeover", nil), ("client_no_context_takeover", nil),
                ("client_max_window_bits", nil):
                break
            case ("client_max_window_bits", let value?):
                guard let value = number(value), (8...15).contains(value) else { return nil }
            case ("server_max_window_bits", let value?):
                guard let value = number(value), windowBitsTaken.contains(value) else { return nil }
                bits = value
            default: return nil
            }
        }
        return .some(bits)
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop { $0 == " " || $0 == "\t" }
        while text.last == " " || text.last == "\t" { text.removeLast() }
        return text
    }

    private static func unquoted(_ text: Substring) -> Substring {
        text.count >= 2 && text.hasPrefix("\"") && text.hasSuffix("\"") ? text.dropFirst().dropLast() : text
    }

    /// Section 7.1.2.1: without leading zeros.
    private static func number(_ text: Substring) -> Int? {
        text.first == "0" || !text.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } ? nil : Int(text)
    }
}
