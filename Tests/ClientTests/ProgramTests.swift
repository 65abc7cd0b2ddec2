import CaravanCore
import CaravanProtocol
import CaravanSQLite
import CaravanSystem
import ProgramSupport
import TestSupport
import TestThreads
import Testing

@testable import CaravanClient

@Suite("Live replicas and the real program, over HTTP", .blocking, .serialized)
struct ProgramTests {
    private static func enter(_ name: String, _ program: RunningProgram) async throws -> LiveReplica {
        let port = URLSessionPort(timeoutSeconds: 20)
        let session = try await Authentication(server: program.address, http: port).register(
            email: name + "@example.com", username: name, password: "correct horse")
        let replica = try Replica(ClientDatabase.sqlite(.memory), random: SystemRandom())
        let live = LiveReplica(replica, http: port, live: port, clock: SystemClock(), random: SystemRandom())
        try live.begin(session)
        return live
    }

    /// Whether it becomes so within 20 s.
    private static func eventually(_ condition: () throws -> Bool) async throws -> Bool {
        for _ in 0..<400 {
            if try condition() { return true }
            try await Task.sleep(for: .milliseconds(50))
        }
        return false
    }

    @Test("what one does the other sees at once; a spoilt token is renewed on the way")
    func two() async throws {
        let program = try RunningProgram()
        defer { program.kill() }
        let ann = try await Self.enter("ann", program)
        let ben = try await Self.enter("ben", program)
        let trip = try ann.create(.trip, ["title": "Portugal", "start_date": "2031-05-01", "end_date": "2031-05-09"])
        try await ann.sync()
        #expect(try ann.replica.metadata().pendingChangesCount == 0)
        // The call renews it, for the streams and the synchronisation too.
        var spoilt = try #require(try ann.replica.session())
        let good = spoilt.access
        spoilt.access += "x"
        try ann.begin(spoilt)
        let user = try #require(try ben.replica.session()).userID
        _ = try await ann.call("POST", "/trips/\(trip)/members/", ["user_id": user.json, "role": "editor"])
        #expect(try ann.replica.session()?.access != good)

        try await withThrowingTaskGroup(of: Void.self) { group in
            // So seldom that only events can bring news.
            for one in [ann, ben] { group.addTask { try await one.run(pullInterval: .seconds(3600)) } }
            #expect(try await Self.eventually { try ben.replica.trips().count == 1 })
            for word in ["one", "two", "three"] {
                _ = try ann.create(.message, ["trip_id": trip.json, "content": .string(word)])
                #expect(
                    try await Self.eventually {
                        try ben.replica.trip(.init(trip))?.messages.last?.entity.content == word
                    })
            }
            group.cancelAll()
        }
        #expect(try ben.replica.metadata().healedCount == 0)
    }

    @Test("a refusal says why, and a server that is gone is no refusal")
    func failures() async throws {
        let program = try RunningProgram()
        let authentication = Authentication(server: program.address, http: URLSessionPort(timeoutSeconds: 20))
        let refused = await #expect(throws: SyncFailure.self) {
            try await authentication.login("nobody", password: "wrong")
        }
        guard case .refused(let failure)? = refused else {
            return #expect(Bool(false), "\(String(describing: refused))")
        }
        #expect(failure.code == .unauthenticated)
        program.kill()
        let gone = await #expect(throws: SyncFailure.self) {
            try await authentication.login("nobody", password: "wrong")
        }
        guard case .network? = gone else { return #expect(Bool(false), "\(String(describing: gone))") }
    }
}
