/// The value of `--database`.
enum DatabaseLocation: Equatable {
    case memory
    case file(String)

    static func parse(_ text: String) -> DatabaseLocation? {
        guard text.hasPrefix("sqlite:"), text.count > "sqlite:".count else { return nil }
        let rest = text.dropFirst("sqlite:".count)
        return rest == ":memory:" ? .memory : .file(String(rest))
    }

    static func fault(of text: String) -> String? {
        parse(text) == nil
            ? "\(withoutPassword(text)) is no database that this program was built for; try sqlite:PATH" : nil
    }

    /// The URL without what may be secret in it.
    private static func withoutPassword(_ text: String) -> String {
        guard let at = text.lastIndex(of: "@"), let slashes = text.range(of: "//") else { return text }
        return text[..<slashes.upperBound] + "…" + text[at...]
    }
}

extension String {
    /// Where the text first stands in this one.
    fileprivate func range(of text: String) -> Range<Index>? {
        indices.first { self[$0...].hasPrefix(text) }.map { $0..<index($0, offsetBy: text.count) }
    }
}
