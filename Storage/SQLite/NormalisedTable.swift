/// The text of a `CREATE TABLE` taken apart: one line for each column and constraint.
struct NormalisedTable {
    let lines: [String]

    init(_ sql: String) {
        var lines: [String] = []
        var depth = 0
        var isQuoted = false
        var current = ""
        for character in sql {
            // Quotes of both kinds nest nowhere in the statements of ours, and a doubled one opens again at once.
            if character == "\"" || character == "'" { isQuoted.toggle() }
            if !isQuoted {
                if character == "(" { depth += 1 }
                if character == ")" { depth -= 1 }
                let isEdge = (character == "(" && depth == 1) || (character == ")" && depth == 0)
                if isEdge || (character == "," && depth == 1) {
                    lines.append(current)
                    current = ""
                    continue
                }
            }
            current.append(character)
        }
        // Before the first parenthesis stands the table's name, which may be quoted or not after a renaming; after the
        // last one options that say how rows are kept, not what they are.
        self.lines = lines.dropFirst().map { Self.withoutDefault(Self.words($0)) }
    }

    /// The text with single spaces.
    static func words(_ text: String) -> String {
        text.split { $0 == " " || $0 == "\n" || $0 == "\t" }.joined(separator: " ")
    }

    /// The column without the default that rows got that were there before it.
    private static func withoutDefault(_ column: String) -> String {
        var words = column.split(separator: " ", omittingEmptySubsequences: false)
        if let place = words.firstIndex(of: "DEFAULT"), place + 1 < words.count {
            words.removeSubrange(place...place + 1)
        }
        return words.joined(separator: " ")
    }
}
