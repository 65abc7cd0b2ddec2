import Foundation
import ProgramSupport
import TestThreads
import Testing

@Suite("caravan migrate", .blocking)
struct MigrateTests {
    @Test("--check: 1 while something is pending, 0 afterwards, and it makes nothing")
    func check() throws {
        let place = try Place()
        let pending = try place.run(["migrate", "--check"])
        #expect(pending.status == 1 && pending.output.hasPrefix("pending: 1 ") && pending.errors == "")
        #expect(!FileManager.default.fileExists(atPath: place.data))
        let done = try place.run(["migrate"])
        #expect(done.status == 0 && done.output.hasPrefix("applied: 1 "), "\(done)")
        #expect(try place.mode(place.data) == 0o700 && place.mode(place.database) == 0o600)
        let before = place.dataFiles()
        let nothing = try place.run(["migrate", "--check"])
        #expect(nothing.status == 0 && nothing.output == "" && nothing.errors == "")
        #expect(try place.run(["migrate"]).status == 0)
        #expect(place.dataFiles() == before)
    }

    @Test("--check: 2 when it cannot tell")
    func cannotTell() throws {
        let place = try Place()
        let text = try place.file("text.db", String(repeating: "no database\n", count: 100))
        let elsewhere = try place.file("file", "") + "/below.db"
        for path in [text, elsewhere, place.path] {
            let outcome = try place.run(["migrate", "--check", "--database", "sqlite:\(path)"])
            expectOneLine(outcome, ["database"], in: place)
            #expect(outcome.status == 2, "\(path)")
        }
    }

    @Test("beside a running server, whose schema is complete")
    func besideAServer() throws {
        let server = try RunningProgram()
        #expect(try server.place.run(["migrate", "--check"]).status == 0)
        #expect(try server.place.run(["migrate"]).status == 0)
        #expect(try server.request("GET", "/health/db/").status == 200)
        server.kill()
        // With changes that only the write-ahead log has.
        #expect(try server.place.run(["migrate", "--check"]).status == 0)
    }
}
