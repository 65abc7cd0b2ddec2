import CaravanProtocol
import Glibc
import ProgramSupport
import TestThreads
import Testing

@Suite("caravan stdio as a process", .blocking)
struct StdioTests {
    private let trip = "0198f000-0000-7000-8000-000000000001"

    /// Requests of which each needs the ones before it, as lines.
    private var script: String {
        [
            #"{"jsonrpc":"2.0","id":"a","method":"trips.create","params":{"id":"\#(trip)","title":"T","start_date":"2031-05-01","end_date":"2031-05-09"}}"#,
            #"{"jsonrpc":"2.0","id":2,"method":"destinations.create","params":{"trip_id":"\#(trip)","name":"Ghent","arrival_date":"2031-05-01","departure_date":"2031-05-02"}}"#,
            "", #"{"jsonrpc":"2.0","method":"trips.plan","params":{"id":"\#(trip)"}}"#, "{]",
            #"{"jsonrpc":"2.0","id":4,"method":"trips.fly"}"#,
            #"{"jsonrpc":"2.0","id":5,"method":"trips.get","params":{"id":"\#(trip)"}}"#,
        ].joined(separator: "\r\n")
    }

    private func checkScript(_ outcome: Outcome) throws {
        #expect(outcome.status == 0, "\(outcome)")
        let answers = try outcome.outputLines.map { try JSONReader.parse(Array($0.utf8)) }
        try #require(answers.count == 5, "\(outcome)")
        #expect(answers[0]["id"] == "a" && answers[0]["result"]?["id"] == .string(trip))
        #expect(answers[1]["id"] == 2 && answers[1]["result"]?["name"] == "Ghent")
        #expect(answers[2]["id"] == .null && answers[2]["error"]?["code"] == -32700)
        #expect(answers[3]["id"] == 4 && answers[3]["error"]?["code"] == -32601)
        #expect(answers[4]["id"] == 5 && answers[4]["result"]?["status"] == "planned")
        #expect(answers.allSatisfy { $0["jsonrpc"] == "2.0" })
    }

    @Test("regular files; --as makes the account once, and finds it whatever its case")
    func files() throws {
        let place = try Place()
        try checkScript(try place.run(["stdio", "--as", "Ann.Lee@example.com"], input: script))
        let again = try place.run(
            ["stdio", "--as", "ann.lee@EXAMPLE.com"],
            input: #"{"jsonrpc":"2.0","id":1,"method":"users.me"}"# + "\n"
                + #"{"jsonrpc":"2.0","id":2,"method":"trips.get","params":{"id":"\#(trip)"}}"#)
        let answers = try again.outputLines.map { try JSONReader.parse(Array($0.utf8)) }
        #expect(answers.first?["result"]?["email"] == "Ann.Lee@example.com")
        #expect(answers.last?["result"]?["role"] == "owner")
        #expect(try place.run(["user", "list"]).outputLines.count == 1)
    }

    @Test("a database in memory is gone afterwards, and nothing but the key is made")
    func memory() throws {
        let place = try Place()
        for _ in 0..<2 {
            try checkScript(
                try place.run(["stdio", "--as", "ann@example.com", "--database", "sqlite::memory:"], input: script))
        }
        #expect(Array(place.dataFiles().keys) == ["signing.key"])
    }

    @Test("through a shell, with pipes")
    func shell() throws {
        let place = try Place()
        try place.file("requests", script)
        let command = "cat '\(place.path)/requests' | '\(BuiltProgram.caravan)' stdio --as ann@example.com | cat"
        try checkScript(try place.run("/bin/sh", ["-c", command]))
    }

    @Test("login binds the peer, again and again; registering and a wrong password do not")
    func login() throws {
        let (place, ann, ben) = try PreparedHome.place()
        let peer = try StdioPeer(place)
        #expect(try peer.call("users.me")["error"]?["code"] == 401)
        let wrong = try peer.call("auth.login", ["email": .string(ann.email), "password": "a wrong password"])
        #expect(wrong["error"]?["code"] == 401 && wrong["error"]?["data"]?["code"] == "unauthenticated")
        #expect(try peer.call("users.me")["error"]?["code"] == 401)
        let right = try peer.call("auth.login", ["username": "ANN", "password": .string(ann.password)])
        #expect(right["result"]?["user"]?["id"] == .string(ann.id))
        #expect(try peer.call("users.me")["result"]?["id"] == .string(ann.id))
        _ = try peer.call("auth.login", ["email": .string(ben.email), "password": .string(ben.password)])
        #expect(try peer.call("users.me")["result"]?["id"] == .string(ben.id))
        peer.endInput()
        #expect(try peer.receive() == nil)
        #expect(peer.process.wait(seconds: 10) == 0)
    }

    @Test("beside a running server each sees at once what the other wrote")
    func besideAServer() throws {
        let (server, ann, _) = try PreparedHome.server()
        let peer = try StdioPeer(server.place, ["--as", ann.email])
        let made = try peer.call("trips.create", Calls.trip.object ?? [:])["result"]
        let id = try #require(made?["id"]?.string)
        #expect(try server.call("GET", "/trips/\(id)/", token: ann.access).json == made)
        let changed = try server.call("PATCH", "/trips/\(id)/", token: ann.access, ["title": "By bus"])
        #expect(try peer.call("trips.get", ["id": .string(id)])["result"] == changed.json)
        #expect(try server.call("DELETE", "/trips/\(id)/", token: ann.access).status == 204)
        #expect(try peer.call("trips.get", ["id": .string(id)])["error"]?["code"] == 404)
        #expect(try peer.call("users.me")["result"] == (try server.call("GET", "/users/me/", token: ann.access).json))
    }

    @Test("stdout carries answers only, whatever goes wrong before the first")
    func purity() throws {
        let (place, _, _) = try PreparedHome.place()
        expectOneLine(try place.run(["stdio", "--nope"], input: script), ["nope"])
        expectOneLine(try place.run(["stdio", "--database", "sqlite:\(place.path)"], input: script), ["database"])
        let holder = try RawDatabase(place.database)
        try holder.execute("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE")
        expectOneLine(try place.run(["stdio", "--as", "ann@example.com"], input: script), ["held by another process"])
    }

    @Test("a log at its most talkative goes to stderr")
    func talkativeLog() throws {
        let place = try Place()
        let outcome = try place.run(["stdio", "--as", "ann@example.com", "--log-level", "trace"], input: script)
        try checkScript(outcome)
        #expect(outcome.errors.contains("\"operation\":\"trips.create\""))
    }

    @Test("SIGTERM ends it, whether it is idle or its reader stands still")
    func terminated() throws {
        let place = try Place()
        let idle = try StdioPeer(place, ["--as", "ann@example.com"])
        #expect(try idle.call("users.me")["result"] != nil)
        idle.process.send(SIGTERM)
        #expect(idle.process.wait(seconds: 10) == 0)
        let stuck = try StdioPeer(place, ["--as", "ann@example.com"])
        #expect(try stuck.call("users.me")["result"] != nil)
        // Answers that a pipe does not hold, and nobody reads: 64 KiB each.
        for _ in 0..<4 { try stuck.send(Array(#"{"jsonrpc":"2.0","id":1,"method":"rpc.discover"}"#.utf8)) }
        usleep(200_000)
        stuck.process.send(SIGTERM)
        #expect(stuck.process.wait(seconds: 10) == 0)
    }

    @Test("an account that is disabled is nobody's to speak for")
    func disabled() throws {
        let (place, ann, _) = try PreparedHome.place()
        #expect(try place.run(["user", "disable", ann.email]).status == 0)
        expectOneLine(try place.run(["stdio", "--as", ann.email]), ["disabled", ann.email])
    }
}
