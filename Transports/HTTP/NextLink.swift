import CaravanNetwork

/// The `Link` of a page to the next one (RFC 8288).
enum NextLink {
    /// The same path and query with another cursor, relative to the server.
    static func field(_ target: RequestTarget, cursor: String) -> String {
        var pairs = (target.query ?? "").split(separator: "&").filter { pair in
            let name = pair.prefix { $0 != "=" }
            return PercentCoding.decode(name, isPlusSpace: true) != "cursor"
        }.map { safe($0) }
        pairs.append("cursor=" + PercentCoding.encode(cursor))
        return "<\(safe(target.path))?\(pairs.joined(separator: "&"))>; rel=\"next\""
    }

    /// Encodes what may not stand between angle brackets; the rest stays as the client wrote it.
    private static func safe(_ text: Substring) -> String {
        PercentCoding.encode(text) { $0 > 0x20 && $0 < 0x7F && !"<>\"\\^`{|}".utf8.contains($0) }
    }
}
