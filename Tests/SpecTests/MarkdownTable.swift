/// A table of a page of `spec/`.
struct MarkdownTable {
    /// The cells of each row below the head, without white space and backticks at their ends.
    let rows: [[String]]
    let head: [String]

    /// The first table after a line that contains `mark`.
    init?(after mark: String, in text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard let start = lines.firstIndex(where: { $0.contains(mark) }) else { return nil }
        let table = lines[start...].drop { !$0.hasPrefix("|") }.prefix { $0.hasPrefix("|") }.map(Self.cells)
        guard table.count > 2 else { return nil }
        head = table[0]
        rows = Array(table.dropFirst(2))
    }

    private static func cells(_ line: Substring) -> [String] {
        line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast().map { cell in
            var text = cell.drop { $0 == " " || $0 == "`" }
            while text.last == " " || text.last == "`" { text.removeLast() }
            return String(text)
        }
    }
}
