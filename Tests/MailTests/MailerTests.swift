import CaravanMail
import CaravanProtocol
import FoundationEssentials
import Synchronization
import Testing

@Suite("Mailers")
struct MailerTests {
    @Test func oneFileForEachMessageHoweverOftenItIsSent() async throws {
        let files = FileManager.default
        let directory = files.temporaryDirectory.path + "/caravan-mail-\(UInt64.random(in: 0...(.max)))"
        try files.createDirectory(atPath: directory, withIntermediateDirectories: true)
        defer { try? files.removeItem(atPath: directory) }
        let mailer = FileMailer(directory: directory, from: "no-reply@example.org")
        var message = MailTextTests.message()
        for id in ["one", "one", "two"] {
            message.id = id
            try await mailer.send(message)
        }
        #expect(try files.contentsOfDirectory(atPath: directory).sorted() == ["one.eml", "two.eml"])
        let content = try Data(contentsOf: URL(filePath: directory + "/two.eml"))
        #expect(Array(content) == MailText.bytes(message, from: "no-reply@example.org"))
    }

    @Test func aDirectoryThatIsNotThereIsAnError() async {
        let mailer = FileMailer(directory: "/no/such/directory", from: "a@example.org")
        let error = await #expect(throws: MailFileError.self) { try await mailer.send(MailTextTests.message()) }
        #expect(error?.description.contains("/no/such/directory") == true)
    }

    @Test func theLogGetsTheMessage() async throws {
        let seen = Mutex<[MailMessage]>([])
        let message = MailTextTests.message()
        try await LogMailer { message in seen.withLock { $0.append(message) } }.send(message)
        #expect(seen.withLock { $0 } == [message])
    }
}
