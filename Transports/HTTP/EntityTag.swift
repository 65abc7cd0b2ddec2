import Crypto

/// A strong entity tag (RFC 9110, section 8.8.3): two answers have the same one when their bytes are the same.
struct EntityTag: Sendable {
    /// Between quotes, as the `ETag` field has it.
    let field: String

    init(of bytes: [UInt8]) {
        let digits = Array("0123456789abcdef".utf8)
        // Half of the digest is as good as unique, and fields are read by people too.
        let text = SHA256.hash(data: bytes).prefix(16).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        field = "\"" + String(decoding: text, as: UTF8.self) + "\""
    }

    /// Whether an `If-None-Match` names the tag: by the weak comparison (section 13.1.2), or by `*`.
    func matches(_ condition: String?) -> Bool {
        guard let condition else { return false }
        // Our own tags have no commas, so that a foreign one cut in two matches none of them.
        return condition.split(separator: ",").contains { part in
            var text = part.drop { $0 == " " || $0 == "\t" }
            while text.last == " " || text.last == "\t" { text.removeLast() }
            if text.hasPrefix("W/") { text.removeFirst(2) }
            return text == "*" || text == field
        }
    }
}
