import CaravanProtocol
import Foundation
import ProgramSupport
import TestThreads
import Testing

@Suite("What keeps a server from starting: one line, and nothing changes", .blocking)
struct StartFailureTests {
    @Test("a second server on the same file; the first goes on")
    func secondServer() throws {
        let (server, ann, _) = try PreparedHome.server()
        let outcome = try server.place.run(["serve", "--port", "0"])
        expectOneLine(outcome, ["held by another process", server.place.database])
        #expect(server.process.isRunning)
        #expect(try server.call("POST", "/trips/", token: ann.access, Calls.trip).status == 201)
    }

    @Test("a newer schema: every command refuses, and the file stays byte for byte")
    func newerSchema() throws {
        let (place, _, _) = try PreparedHome.place()
        // The big-endian word at 60 is `PRAGMA user_version` (SQLite's file format, section 1.3).
        var bytes = Array(try #require(FileManager.default.contents(atPath: place.database)))
        bytes[60...63] = [0, 0, 4, 1]
        try Data(bytes).write(to: URL(fileURLWithPath: place.database))
        for command in [
            ["serve", "--port", "0"], ["stdio", "--as", "ann@example.com"], ["migrate"], ["user", "list"],
        ] {
            expectOneLine(try place.run(command), ["newer", "1025"])
        }
        let check = try place.run(["migrate", "--check"])
        expectOneLine(check, ["newer"])
        #expect(check.status == 2)
        #expect(FileManager.default.contents(atPath: place.database).map { Array($0) } == bytes)
        #expect(Set(place.dataFiles().keys).isSubset(of: ["caravan.db", "signing.key", "caravan.db.serve-lock"]))
    }

    @Test("a file that is no database, and one of another program")
    func foreignFiles() throws {
        let place = try Place()
        let text = try place.file("text.db", String(repeating: "no database\n", count: 100))
        expectOneLine(try place.run(["serve", "--port", "0", "--database", "sqlite:\(text)"]), ["database", text])
        #expect(place.text("text.db") == String(repeating: "no database\n", count: 100))
        let other = place.path + "/other.db"
        try RawDatabase(other).execute("CREATE TABLE things (name TEXT)")
        let before = FileManager.default.contents(atPath: other)
        expectOneLine(try place.run(["serve", "--port", "0", "--database", "sqlite:\(other)"]), ["database", other])
        #expect(FileManager.default.contents(atPath: other) == before)
    }

    @Test("a database that another program keeps to itself")
    func lockedDatabase() throws {
        let (place, ann, _) = try PreparedHome.place()
        do {
            let holder = try RawDatabase(place.database)
            try holder.execute("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE")
            expectOneLine(try place.run(["serve", "--port", "0"]), ["database", "held by another process"])
        }
        let server = try RunningProgram(place)
        #expect(try server.call("GET", "/users/me/", token: ann.access).status == 200)
    }

    @Test("a data directory that is a file, or below one")
    func dataDirectoryIsAFile() throws {
        let place = try Place()
        let file = try place.file("file", "text")
        for directory in [file, file + "/below"] {
            for command in ["serve", "stdio", "migrate"] {
                expectOneLine(try place.run([command, "--data-dir", directory]), ["data-dir", directory])
            }
        }
        #expect(place.text("file") == "text")
    }

    @Test("a data directory that may not be read")
    func unreadableDataDirectory() throws {
        guard getuid() != 0 else {
            print("skipped: root may read every directory")
            return
        }
        let (place, _, _) = try PreparedHome.place()
        chmod(place.data, 0)
        defer { chmod(place.data, 0o700) }
        expectOneLine(try place.run(["serve", "--port", "0"]), ["data-dir", place.data])
        #expect(try place.run(["migrate", "--check"]).status == 2)
    }

    @Test("a port that is taken")
    func takenPort() throws {
        let server = try RunningProgram()
        let place = try Place()
        let outcome = try place.run(["serve", "--port", "\(server.port)"])
        expectOneLine(outcome, ["\(server.port)", "in use"])
        #expect(try server.request("GET", "/livez").status == 200)
    }

    @Test("an address that is not this machine's")
    func foreignAddress() throws {
        let outcome = try Place().run(["serve", "--port", "0", "--host", "192.0.2.1"])
        expectOneLine(outcome, ["192.0.2.1"])
    }
}
