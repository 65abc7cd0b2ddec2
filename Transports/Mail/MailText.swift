public import CaravanProtocol

/// A message as it travels (RFC 5322), in plain UTF-8 text.
public enum MailText {
    /// The whole text with CRLF line ends: header, empty line, body in quoted-printable.
    ///
    /// Nothing in the message can add a header field: line ends and other control characters become spaces there.
    /// - Parameter from: the sender: an address, or a name and an address in angle brackets.
    public static func bytes(_ message: MailMessage, from: String) -> [UInt8] {
        let domain = Self.domain(of: from)
        let header = [
            ("From", HeaderText.plain(from)), ("To", HeaderText.plain(message.to)),
            ("Subject", HeaderText.encoded(message.subject)), ("Date", MailDate.text(of: message.date)),
            ("Message-ID", "<\(MessageName.safe(message.id))@\(domain)>"), ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"), ("Content-Transfer-Encoding", "quoted-printable"),
            // Nobody answers for a program, and programs must not answer it (RFC 3834, section 5).
            ("Auto-Submitted", "auto-generated"),
        ]
        let lines = header.map { $0 + ": " + $1 + "\r\n" }.joined() + "\r\n"
        return Array(lines.utf8) + QuotedPrintable.bytes(message.text)
    }

    private static func domain(of address: String) -> String {
        guard let at = address.lastIndex(of: "@") else { return "localhost" }
        let domain = address[address.index(after: at)...].prefix {
            $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "." || $0 == "-")
        }
        return domain.isEmpty ? "localhost" : String(domain)
    }
}
