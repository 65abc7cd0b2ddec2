/// An entity tag (RFC 9110, section 8.8.3).
///
/// Ours are strong, and made of the answer's bytes: two answers have the same one when their bytes are the same. So
/// whoever has the bytes can say the tag, a transport after the call and the application within its transaction.
public struct EntityTag: Sendable, Hashable {
    /// With its quotes, as the `ETag` field has it, without the mark of a weak one.
    public let text: String
    public let isWeak: Bool

    /// The tag of an answer.
    ///
    /// - Parameter digest: SHA-256 of the answer's bytes. Half of it is as good as unique, and fields are read by people.
    public init(digest: [UInt8]) {
        var characters: [UInt8] = []
        characters.reserveCapacity(34)
        characters.append(UInt8(ascii: "\""))
        for byte in digest.prefix(16) {
            characters.append(HexDigits.lower(byte >> 4))
            characters.append(HexDigits.lower(byte & 15))
        }
        characters.append(UInt8(ascii: "\""))
        text = String(decoding: characters, as: UTF8.self)
        isWeak = false
    }

    /// A tag that a client names.
    init(named text: String, isWeak: Bool) {
        self.text = text
        self.isWeak = isWeak
    }

    /// The strong comparison (section 8.8.3.2): a weak tag is equal to none.
    public func isStronglyEqual(to other: EntityTag) -> Bool {
        !isWeak && !other.isWeak && text == other.text
    }

    /// The weak comparison: the mark does not count.
    public func isWeaklyEqual(to other: EntityTag) -> Bool { text == other.text }
}
