import CaravanProtocol
import Testing

@testable import CaravanClient

@Suite("Access tokens")
struct TokenTests {
    private static func client(_ http: CannedHTTP) throws -> LiveReplica {
        try http.client {
            $0.server = "http://server"
            $0.access = "old"
            $0.refresh = "refresh-old"
        }
    }

    private static let fresh: JSONValue = [
        "access": "new", "refresh": "refresh-new", "user": ["id": UUIDBits.n(1).json, "username": "ann"],
    ]

    @Test("are renewed once, however many calls need it, and kept")
    func once() async throws {
        let http = CannedHTTP { call in
            if call.url.hasSuffix("/auth/refresh/") {
                try await Task.sleep(for: .milliseconds(20))
                return .ok(Self.fresh)
            }
            if call.headers["Authorization"] != "Bearer new" { return .problem(.unauthenticated) }
            return .ok(call.url.hasSuffix("/sync/pull/") ? Told().json : [:])
        }
        let client = try Self.client(http)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<10 { group.addTask { _ = try await client.call("GET", "/users/me/") } }
            group.addTask { try await client.sync() }
            try await group.waitForAll()
        }
        #expect(http.calls.filter { $0.url == "http://server/api/v1/auth/refresh/" }.count == 1)
        #expect(try client.replica.session()?.refresh == "refresh-new")
        #expect(try client.replica.isCaughtUp())
    }

    @Test("a session that has ended is forgotten, and nothing else; the same account goes on after a login")
    func ended() async throws {
        let http = CannedHTTP { _ in .problem(.unauthenticated) }
        let client = try Self.client(http)
        _ = try client.create(.trip, ["title": "x"])
        await #expect(throws: SyncFailure.self) { try await client.sync() }
        #expect(try client.replica.session() == nil)
        #expect(try client.replica.metadata().pendingChangesCount == 1)
        var session = StoredSession()
        session.userID = .n(2)
        #expect(throws: ReplicaFault.otherAccount) { try client.begin(session) }
        session.userID = .n(1)
        try client.begin(session)
        #expect(!client.replica.needsToken)
    }

    @Test("without a network a refresh token is kept")
    func offline() async throws {
        let http = CannedHTTP { call in
            guard !call.url.hasSuffix("/auth/refresh/") else { throw CannedHTTP.Gone() }
            return .problem(.unauthenticated)
        }
        let client = try Self.client(http)
        await #expect(throws: SyncFailure.self) { try await client.sync() }
        #expect(try client.replica.session()?.refresh == "refresh-old")
    }
}
