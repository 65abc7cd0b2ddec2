/// What `If-Match` and `If-None-Match` name: any representation at all, or those with one of these tags.
public enum EntityTagList: Sendable, Hashable {
    /// `*`
    case any
    /// At least one.
    case tags([EntityTag])

    /// Reads the field's value: `*`, or tags with commas between them (RFC 9110, section 13.1.1; empty elements are
    /// passed over, section 5.6.1.2). `nil` for anything else, and for nothing.
    public init?(parsing text: String) {
        var rest = Substring(text).utf8
        Self.skip(&rest) { $0 == " " || $0 == "\t" }
        if rest.first == UInt8(ascii: "*") {
            rest.removeFirst()
            Self.skip(&rest) { $0 == " " || $0 == "\t" }
            guard rest.isEmpty else { return nil }
            self = .any
            return
        }
        var tags: [EntityTag] = []
        while true {
            Self.skip(&rest) { $0 == " " || $0 == "\t" || $0 == "," }
            guard !rest.isEmpty else { break }
            guard let tag = Self.tag(&rest) else { return nil }
            tags.append(tag)
            Self.skip(&rest) { $0 == " " || $0 == "\t" }
            guard rest.isEmpty || rest.first == UInt8(ascii: ",") else { return nil }
        }
        guard !tags.isEmpty else { return nil }
        self = .tags(tags)
    }

    /// Whether the representation with that tag is meant, by the strong comparison (`If-Match`).
    public func includesStrongly(_ tag: EntityTag) -> Bool {
        switch self {
        case .any: true
        case .tags(let tags): tags.contains { $0.isStronglyEqual(to: tag) }
        }
    }

    /// Whether the representation with that tag is meant, by the weak comparison (`If-None-Match`).
    public func includesWeakly(_ tag: EntityTag) -> Bool {
        switch self {
        case .any: true
        case .tags(let tags): tags.contains { $0.isWeaklyEqual(to: tag) }
        }
    }

    private static func skip(_ rest: inout Substring.UTF8View, _ isSkipped: (Unicode.Scalar) -> Bool) {
        rest = rest.drop { isSkipped(Unicode.Scalar($0)) }
    }

    /// A tag at the start: `W/` in capitals only, then what stands between quotes, commas among it. Spaces, which RFC 9110
    /// has no more, are taken as RFC 2616 did: such a tag is none of ours, which is what its sender wants to know.
    private static func tag(_ rest: inout Substring.UTF8View) -> EntityTag? {
        let isWeak = rest.starts(with: "W/".utf8)
        if isWeak { rest = rest.dropFirst(2) }
        guard rest.first == UInt8(ascii: "\"") else { return nil }
        let inner = rest.dropFirst().prefix { $0 >= 0x20 && $0 != 0x22 && $0 != 0x7F }
        guard inner.endIndex < rest.endIndex, rest[inner.endIndex] == UInt8(ascii: "\"") else { return nil }
        let end = rest.index(after: inner.endIndex)
        defer { rest = rest[end...] }
        return EntityTag(named: String(Substring(rest[..<end])), isWeak: isWeak)
    }
}
