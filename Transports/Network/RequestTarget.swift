/// The target of a request as it came (RFC 9112, section 3.2): a path and perhaps a query.
package struct RequestTarget: Sendable {
    /// The path, percent-encoded.
    package let path: Substring
    /// The query without its question mark, percent-encoded.
    package let query: Substring?

    package init(_ text: String) {
        let local = Self.withoutOrigin(text)
        if let mark = local.utf8.firstIndex(of: UInt8(ascii: "?")) {
            path = local[..<mark]
            query = local[local.utf8.index(after: mark)...]
        } else {
            path = local
            query = nil
        }
    }

    /// Proxies may write a whole URL; it names the same path.
    private static func withoutOrigin(_ text: String) -> Substring {
        guard text.utf8.first != UInt8(ascii: "/") else { return text[...] }
        for scheme in ["http://", "https://"] where text.prefix(scheme.count).lowercased() == scheme {
            let rest = text.dropFirst(scheme.count)
            guard let end = rest.firstIndex(where: { $0 == "/" || $0 == "?" }) else { return "/" }
            return rest[end] == "?" ? "/" + rest[end...] : rest[end...]
        }
        return text[...]
    }

    /// Whether the target is the server itself: `OPTIONS *`.
    package var isServer: Bool { path == "*" }

    /// The parts of the path, decoded, without the empty one after a trailing slash; `nil` for a path that no route can
    /// have: with an empty part, with bytes that are not UTF-8 or with a NUL.
    package var segments: [String]? {
        // By bytes, which takes a fraction of the time of characters.
        var parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)[...]
        guard parts.count > 1, parts.removeFirst().isEmpty else { return nil }
        if parts.last?.isEmpty == true { parts.removeLast() }
        var segments: [String] = []
        segments.reserveCapacity(parts.count)
        for part in parts {
            guard !part.isEmpty, let text = PercentCoding.decode(Substring(part)), !text.utf8.contains(0) else {
                return nil
            }
            segments.append(text)
        }
        return segments
    }
}
