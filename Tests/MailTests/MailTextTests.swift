import CaravanProtocol
import Testing

@testable import CaravanMail

@Suite("Mail as text")
struct MailTextTests {
    static func message(_ subject: String = "Reset", _ text: String = "Hello\n", to: String = "ann@example.com")
        -> MailMessage
    {
        MailMessage(
            id: "0190a6b2", to: to, subject: subject, text: text, date: Instant(microseconds: 1_900_000_000_000_000))
    }

    private func text(_ message: MailMessage, from: String = "Caravan <no-reply@example.org>") -> String {
        String(decoding: MailText.bytes(message, from: from), as: UTF8.self)
    }

    @Test func theWholeOfIt() {
        #expect(
            text(Self.message()) == """
                From: Caravan <no-reply@example.org>\r
                To: ann@example.com\r
                Subject: Reset\r
                Date: 17 Mar 2030 17:46:40 +0000\r
                Message-ID: <0190a6b2@example.org>\r
                MIME-Version: 1.0\r
                Content-Type: text/plain; charset=utf-8\r
                Content-Transfer-Encoding: quoted-printable\r
                Auto-Submitted: auto-generated\r
                \r
                Hello\r

                """)
    }

    @Test(arguments: [
        "\r\nBcc: eve@example.com", "\nBcc: eve@example.com", "\rBcc: x", "\u{2028}Bcc: x", "\u{85}Bcc: x", "\u{0}",
    ])
    func nothingAddsAHeader(_ attack: String) {
        var message = Self.message("Hi" + attack, to: "ann@example.com" + attack)
        message.id += attack
        let header = text(message, from: "a@example.org" + attack).components(before: "\r\n\r\n")
        let names = header.split(separator: "\r\n").filter { !$0.hasPrefix(" ") }.map { $0.prefix { $0 != ":" } }
        #expect(
            names == [
                "From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type",
                "Content-Transfer-Encoding", "Auto-Submitted",
            ])
        #expect(!header.unicodeScalars.contains { $0.value < 0x20 && $0 != "\r" && $0 != "\n" })
    }

    @Test func subjectsInOtherScripts() {
        #expect(HeaderText.encoded("Reise") == "Reise")
        #expect(HeaderText.encoded("Größe") == "=?utf-8?B?R3LDtsOfZQ==?=")
        #expect(HeaderText.encoded("=?x").hasPrefix("=?utf-8?B?"))
        let long = HeaderText.encoded(String(repeating: "🐫", count: 50)).split(separator: "\r\n ")
        #expect(long.count == 5)
        #expect(long.allSatisfy { $0.utf8.count <= 75 })
    }

    @Test func bodies() {
        func encoded(_ text: String) -> String { String(decoding: QuotedPrintable.bytes(text), as: UTF8.self) }
        #expect(encoded("a\r\nb\nc\rd") == "a\r\nb\r\nc\r\nd\r\n")
        #expect(encoded("1+1=2 ü") == "1+1=3D2 =C3=BC\r\n")
        #expect(encoded("blank at the end ") == "blank at the end=20\r\n")
        #expect(encoded(".\nFrom me") == "=2E\r\n=46rom me\r\n")
        #expect(encoded("") == "\r\n")
        let long = encoded(String(repeating: "ü", count: 100)).split(separator: "\r\n")
        #expect(long.allSatisfy { $0.utf8.count <= 76 })
        #expect(long.dropLast().allSatisfy { $0.hasSuffix("=") })
        #expect(encoded(String(repeating: "x", count: 76)) == String(repeating: "x", count: 76) + "\r\n")
    }

    @Test(arguments: [
        "", "..", ".hidden", "../../etc/passwd", "a/b", "x\u{0}y", "ü", String(repeating: "a", count: 300),
    ])
    func namesAreSafeAsFiles(_ id: String) {
        let name = MessageName.safe(id)
        #expect((1...100).contains(name.utf8.count))
        #expect(!name.hasPrefix(".") && !name.contains("..") && !name.contains("/"))
    }
}

extension String {
    fileprivate func components(before end: String) -> String {
        firstRange(of: end).map { String(self[..<$0.lowerBound]) } ?? self
    }
}
