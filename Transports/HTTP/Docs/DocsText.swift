/// The texts of the document, which are in a little of CommonMark: paragraphs, `## ` headings, and code in backticks.
enum DocsText {
    static func blocks(_ text: String) -> HTML {
        var blocks: [HTML] = []
        var lines: [Substring] = []
        let all: [Substring] = text.split(separator: "\n", omittingEmptySubsequences: false) + [""]
        for line in all {
            if line.isEmpty {
                if !lines.isEmpty { blocks.append(block(lines.joined(separator: " "))) }
                lines = []
            } else {
                lines.append(line)
            }
        }
        return HTML(blocks)
    }

    private static func block(_ text: String) -> HTML {
        text.hasPrefix("## ") ? "<h3>\(inline(String(text.dropFirst(3))))</h3>\n" : "<p>\(inline(text))</p>\n"
    }

    /// Every second part between backticks is code.
    static func inline(_ text: String) -> HTML {
        HTML(
            text.split(separator: "`", omittingEmptySubsequences: false).enumerated().map { place, part in
                place.isMultiple(of: 2) ? "\(String(part))" : "<code>\(String(part))</code>"
            })
    }
}
