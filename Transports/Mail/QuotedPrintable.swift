/// Quoted-printable (RFC 2045, section 6.7): text in any characters that passes every mail server.
enum QuotedPrintable {
    /// A line's length without its CRLF.
    private static let lineMax = 76

    /// The text with CRLF line ends, whatever they were, and one at its end.
    static func bytes(_ text: String) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(text.utf8.count + text.utf8.count / 4)
        for line in lines(of: text) {
            append(line, to: &result)
            result += [0x0D, 0x0A]
        }
        return result
    }

    private static func lines(of text: String) -> [Substring.UTF8View] {
        var lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }
        // The last line end ends a line, it does not begin one.
        if lines.count > 1, lines.last?.isEmpty == true { lines.removeLast() }
        return lines.map(\.utf8)
    }

    private static func append(_ line: Substring.UTF8View, to result: inout [UInt8]) {
        var column = 0
        for index in line.indices {
            let isLast = line.index(after: index) == line.endIndex
            let token = encoded(line[index], isLast: isLast, isFirst: column == 0)
            // One place is kept for the "=" that says that the line goes on.
            if column + token.count > (isLast ? lineMax : lineMax - 1) {
                result += [UInt8(ascii: "="), 0x0D, 0x0A]
                column = 0
            }
            result += token
            column += token.count
        }
    }

    private static func encoded(_ byte: UInt8, isLast: Bool, isFirst: Bool) -> [UInt8] {
        let isBlank = byte == 0x20 || byte == 0x09
        let isPrintable = byte > 0x20 && byte < 0x7F && byte != UInt8(ascii: "=")
        // Blanks at a line's end get lost on the way; a lone or a first point, and "From ", mean something to some.
        let isTaken = isFirst && (byte == UInt8(ascii: ".") || byte == UInt8(ascii: "F"))
        if isPrintable && !isTaken || isBlank && !isLast { return [byte] }
        let digits = Array("0123456789ABCDEF".utf8)
        return [UInt8(ascii: "="), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
}
