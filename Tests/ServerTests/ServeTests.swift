import CaravanProtocol
import Foundation
import ProgramSupport
import TestThreads
import Testing

@Suite("caravan serve", .blocking)
struct ServeTests {
    @Test("with nothing else it makes a directory, a database and a key for their owner only")
    func startsWithNothing() throws {
        let server = try RunningProgram()
        let place = server.place
        #expect(try server.request("GET", "/readyz").status == 200)
        #expect(try place.mode(place.data) == 0o700)
        let files = place.dataFiles()
        #expect(files.keys.contains("caravan.db") && files.keys.contains("signing.key"))
        for name in files.keys { #expect(try place.mode(place.data + "/" + name) == 0o600, "\(name)") }
        #expect(server.output == "")
        #expect(server.errors.contains(place.data) && server.errors.contains("listening on \(server.address)"))
        #expect(try place.mode(place.home + "/.local/share/caravan") == 0o700)
    }

    @Test("the key is made once: a line of base64 of 32 bytes")
    func signingKey() throws {
        let (server, ann, _) = try PreparedHome.server()
        let key = server.place.text("home/.local/share/caravan/signing.key")
        #expect(key.hasSuffix("\n") && key.filter { $0 == "\n" }.count == 1)
        #expect(Data(base64Encoded: String(key.dropLast()))?.count == 32)
        #expect(try server.call("GET", "/users/me/", token: ann.access).status == 200)
        #expect(server.terminate() == 0)
        let other = try RunningProgram()
        #expect(other.place.text("home/.local/share/caravan/signing.key") != key)
        #expect(try other.call("GET", "/users/me/", token: ann.access).status == 401)
    }

    @Test("the first key signs, all verify, so that one can replace another without logging anybody out")
    func keyRotation() throws {
        let (place, ann, _) = try PreparedHome.place()
        let old = place.text("home/.local/share/caravan/signing.key")
        let new = Data((0..<32).map { UInt8($0) }).base64EncodedString() + "\n"
        let file = try place.file("keys", new + old)
        var fresh = ""
        do {
            let server = try RunningProgram(place, ["--signing-key", file])
            #expect(try server.call("GET", "/users/me/", token: ann.access).status == 200)
            let answer = try server.call("POST", "/auth/refresh/", ["refresh": .string(ann.refresh)])
            fresh = try #require(answer["access"]?.string)
            #expect(try server.call("GET", "/users/me/", token: fresh).status == 200)
            #expect(server.terminate() == 0)
        }
        try place.file("keys", new)
        let server = try RunningProgram(place, environment: ["CARAVAN_SIGNING_KEY": file])
        #expect(try server.call("GET", "/users/me/", token: ann.access).code == "unauthenticated")
        #expect(try server.call("GET", "/users/me/", token: fresh).status == 200)
        #expect(place.text("home/.local/share/caravan/signing.key") == old)
    }

    @Test("options reach the process from the file, and a variable goes before it")
    func configurationFile() throws {
        let place = try Place()
        let data = place.path + "/elsewhere"
        let file = try place.file(
            "config", "registration: closed\ndata-dir: \(data)\nlog-level: error\nhost: nowhere.invalid")
        let server = try RunningProgram(place, environment: ["CARAVAN_CONFIG": file, "CARAVAN_HOST": "127.0.0.1"])
        let answer = try server.call(
            "POST", "/auth/register/",
            ["email": "ann@example.com", "username": "ann", "password": "a long password"])
        #expect(answer.status == 403 && answer.code == "forbidden")
        #expect(FileManager.default.fileExists(atPath: data + "/caravan.db"))
        #expect(place.dataFiles().isEmpty)
        #expect(!server.errors.contains("request_id"))
    }

    @Test("systemd's $STATE_DIRECTORY is the data directory by default")
    func stateDirectory() throws {
        let place = try Place()
        let state = place.path + "/state"
        try FileManager.default.createDirectory(atPath: state, withIntermediateDirectories: true)
        let server = try RunningProgram(place, environment: ["STATE_DIRECTORY": state])
        #expect(try server.request("GET", "/livez").status == 200)
        #expect(FileManager.default.fileExists(atPath: state + "/caravan.db"))
        #expect(place.dataFiles().isEmpty)
    }

    @Test("a database elsewhere: the key stays in the data directory")
    func databaseElsewhere() throws {
        let place = try Place()
        let server = try RunningProgram(place, ["--database", "sqlite:\(place.path)/other.db"])
        #expect(try server.request("GET", "/health/db/").status == 200)
        #expect(try place.mode(place.path + "/other.db") == 0o600)
        #expect(Array(place.dataFiles().keys) == ["signing.key"])
    }

    @Test("health, with and without a slash at the end")
    func health() throws {
        let server = try RunningProgram()
        for (path, status) in [
            ("/livez", 200), ("/readyz", 200), ("/health", 200), ("/health/db", 200), ("/health/redis", 404),
            ("/health/nothing", 404), ("/health/db/x", 404), ("/healthy", 404), ("/livez/x", 404),
        ] {
            for path in [path, path + "/"] {
                let answer = try server.request("GET", path)
                #expect(answer.status == status, "\(path): \(answer)")
                if status == 404 {
                    #expect(answer.fields["content-type"] == "application/problem+json" && answer.code == "not_found")
                } else {
                    #expect(answer["status"] == "ok")
                }
            }
        }
        // Probes are no requests for the log; what is refused is.
        #expect(server.errorLinesOfCalls == 10)
    }

    @Test("more connections than --max-connections wait until others end")
    func maxConnections() throws {
        let server = try RunningProgram(Place(), ["--max-connections", "2"])
        var connections: [HTTPConnection?] = []
        for number in 0..<6 {
            let connection = try HTTPConnection(port: server.port)
            try connection.send(
                "GET /api/v1/users/me/ HTTP/1.1\r\nHost: x\r\nX-Request-Id: peer-\(number)\r\n\r\n")
            connections.append(connection)
        }
        #expect(eventually(within: 10) { server.errors.contains("peer-0") ? true : nil } == true)
        Thread.sleep(forTimeInterval: 0.5)
        let early = (0..<6).filter { server.errors.contains("peer-\($0)") }
        #expect(early == [0, 1])
        // The others one by one: each is let in by the end of one before it.
        for number in 0..<6 {
            #expect(try connections[number]?.receive().status == 401)
            connections[number] = nil
        }
    }
}
