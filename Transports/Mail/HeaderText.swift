import FoundationEssentials

/// Text in header fields.
enum HeaderText {
    /// 45 bytes make 60 characters of base64, and with its frame an encoded word of 72: RFC 2047 allows 75.
    private static let wordBytesMax = 45

    /// On one line, whatever it was: no control characters, among them the line ends.
    static func plain(_ text: String) -> String {
        let scalars = text.unicodeScalars.map { $0.properties.generalCategory == .control || isLineEnd($0) ? " " : $0 }
        return String(String.UnicodeScalarView(scalars))
    }

    /// As encoded words (RFC 2047) if it is not short printable ASCII as it is.
    static func encoded(_ text: String) -> String {
        let text = plain(text)
        // What looks like an encoded word would be decoded by the reader.
        if text.utf8.count <= 60, text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }), !text.contains("=?") {
            return text
        }
        return words(of: text).map { "=?utf-8?B?\(Data($0.utf8).base64EncodedString())?=" }.joined(separator: "\r\n ")
    }

    /// Pieces of at most ``wordBytesMax`` bytes: a character must not be cut in two (RFC 2047, section 5).
    private static func words(of text: String) -> [String] {
        var words: [String] = []
        var word = String.UnicodeScalarView()
        var count = 0
        for scalar in text.unicodeScalars {
            let length = UTF8.width(scalar)
            if count + length > wordBytesMax {
                words.append(String(word))
                word = String.UnicodeScalarView()
                count = 0
            }
            word.append(scalar)
            count += length
        }
        return words + [String(word)]
    }

    private static func isLineEnd(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "\u{2028}" || scalar == "\u{2029}"
    }
}
