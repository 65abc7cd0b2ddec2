import CaravanCore
import CaravanInProcess
import CaravanProtocol
import HTTPTestSupport
import NIOHTTP1
import TestSupport
import Testing

/// What HTTP says about the resources of the product beside their bodies.
@Suite("Representations over HTTP")
struct RepresentationTests {
    private static let trip = "0190a9c4-5b1d-7cc0-8000-000000000001"
    private static let stop = "0190a9c4-5b1d-7cc0-8000-000000000002"
    private static let act = "0190a9c4-5b1d-7cc0-8000-000000000003"

    /// Runs with a server and the fields of somebody who is logged in.
    private func serve(
        _ body: @escaping @Sendable (TestConnection, HTTPHeaders, TestWorld) async throws -> Void
    ) async throws {
        let world = try TestWorld(MemoryStorage())
        _ = try world.person("ann")
        let login = try world.peer().callNow("auth.login", ["username": "ann", "password": "correct horse"])
        let fields: HTTPHeaders = ["Authorization": "Bearer " + (login["access"]?.string ?? "")]
        try await RunningServer.with(world.caravan) { try await body($0, fields, world) }
    }

    /// Each write whose answer is what its GET answers, in an order in which all of them succeed.
    private static let writes: [(method: HTTPMethod, path: String, body: String, get: String)] = [
        (.PATCH, "/users/me/", #"{"bio":"x"}"#, "/users/me/"),
        (.PATCH, "/users/me/settings/", #"{"notify":"none"}"#, "/users/me/settings/"),
        (
            .POST, "/trips/", #"{"id":"\#(trip)","title":"T","start_date":"2031-05-01","end_date":"2031-05-09"}"#,
            "/trips/\(trip)/"
        ),
        (.PATCH, "/trips/\(trip)/", #"{"title":"U"}"#, "/trips/\(trip)/"),
        (.POST, "/trips/\(trip)/plan/", "{}", "/trips/\(trip)/"),
        (.POST, "/trips/\(trip)/start/", "{}", "/trips/\(trip)/"),
        (.POST, "/trips/\(trip)/complete/", "{}", "/trips/\(trip)/"),
        (.PATCH, "/trips/\(trip)/settings/", #"{"notify":"none"}"#, "/trips/\(trip)/settings/"),
        (
            .POST, "/destinations/",
            #"{"id":"\#(stop)","trip_id":"\#(trip)","name":"N","arrival_date":"2031-05-01","departure_date":"2031-05-02"}"#,
            "/destinations/\(stop)/"
        ),
        (.PATCH, "/destinations/\(stop)/", #"{"name":"M"}"#, "/destinations/\(stop)/"),
        (
            .POST, "/activities/",
            #"{"id":"\#(act)","destination_id":"\#(stop)","title":"A","activity_type":"other","cost":"1.50"}"#,
            "/activities/\(act)/"
        ),
        (.PATCH, "/activities/\(act)/", #"{"title":"B"}"#, "/activities/\(act)/"),
        (.POST, "/activities/\(act)/complete/", "{}", "/activities/\(act)/"),
        (.POST, "/activities/\(act)/reopen/", "{}", "/activities/\(act)/"),
    ]

    @Test func theTagOfAWriteIsThatOfTheNextGet() async throws {
        try await serve { server, fields, _ in
            for write in Self.writes {
                let answer = try await server.send(.post(write.path, write.body, fields, method: write.method))
                let get = try await server.send(.get(write.get, fields))
                #expect(answer.status < 300 && get.status == 200, "\(write.path)")
                let tag = try #require(answer["ETag"], "\(write.method) \(write.path)")
                #expect(tag == get["ETag"], "\(write.method) \(write.path)")
                #expect(answer.body == get.body)
            }
        }
    }

    /// It can be used at once, without the GET.
    @Test func theTagOfAWriteIsAConditionOfTheNext() async throws {
        try await serve { server, fields, _ in
            var tag: String?
            for write in Self.writes where write.get == "/trips/\(Self.trip)/" {
                var fields = fields
                if let tag { fields.add(name: "If-Match", value: tag) }
                let answer = try await server.send(.post(write.path, write.body, fields, method: write.method))
                #expect(answer.status < 300, "\(write.path)")
                if let old = tag {
                    fields.replaceOrAdd(name: "If-Match", value: old)
                    try await server.send(.post(write.path, write.body, fields, method: write.method))
                        .expectProblem(.stale)
                }
                tag = answer["ETag"]
            }
        }
    }

    /// RFC 9110, section 9.3.4: the server adds to what was sent, so a PUT's answer has no tag.
    @Test func otherAnswersHaveNone() async throws {
        try await serve { server, fields, world in
            for write in Self.writes.prefix(9) {
                _ = try await server.send(.post(write.path, write.body, fields, method: write.method))
            }
            let ben = try world.person("ben").callNow("users.me")["id"]?.string ?? ""
            let whole = #"{"title":"P","start_date":"2031-05-01","end_date":"2031-05-09"}"#
            let others: [(HTTPMethod, String, String)] = [
                (.PUT, "/trips/\(Self.trip)/", whole), (.PUT, "/destinations/\(Self.stop)/reorder/", #"{"order":0}"#),
                (.POST, "/trips/\(Self.trip)/members/", #"{"user_id":"\#(ben)","role":"viewer"}"#),
                (.PATCH, "/trips/\(Self.trip)/members/\(ben)/", #"{"role":"editor"}"#),
                (.POST, "/auth/login/", #"{"username":"ann","password":"correct horse"}"#),
            ]
            for (method, path, body) in others {
                let answer = try await server.send(.post(path, body, fields, method: method))
                #expect(answer.status < 300, "\(path): \(answer.status)")
                #expect(answer["ETag"] == nil && answer["Location"] == nil, "\(path)")
            }
        }
    }

    @Test func whatIsMadeHasAPlace() async throws {
        try await serve { server, fields, _ in
            for write in Self.writes {
                let answer = try await server.send(.post(write.path, write.body, fields, method: write.method))
                #expect(answer["Location"] == (answer.status == 201 ? "/api/v1" + write.get : nil), "\(write.path)")
            }
        }
    }

    @Test func keysOverHTTP() async throws {
        try await serve { server, fields, world in
            var keyed = fields
            keyed.add(name: "Idempotency-Key", value: "k")
            let body = #"{"title":"T","start_date":"2031-05-01","end_date":"2031-05-09"}"#
            let answers = try await server.send(Array(repeating: .post("/trips/", body, keyed), count: 3))
            #expect(answers.map(\.status) == [201, 201, 201])
            #expect(answers.map { $0["Idempotency-Replayed"] } == [nil, "true", "true"])
            #expect(answers.allSatisfy { $0.body == answers[0].body && $0["Location"] == answers[0]["Location"] })
            #expect(answers.map { $0["RateLimit"] } == (1...3).map { "\"writes\";r=\(1200 - $0);t=1" })
            #expect(answers[0]["RateLimit-Policy"] == "\"writes\";q=1200;w=60")
            let other = try await server.send(.post("/trips/", body.replacing("T", with: "U"), keyed))
            other.expectProblem(.idempotencyMismatch)
            #expect(other["RateLimit"] == "\"writes\";r=1196;t=1", "a refusal counts too")
        }
    }

    /// A session that has ended, and a body that is wrong.
    @Test func anEndedSessionIsToldFirst() async throws {
        try await serve { server, fields, _ in
            #expect(try await server.send(.post("/auth/logout/", nil, type: nil, fields)).status == 204)
            for body in ["{", "[]", "{}", #"{"title":5}"#] {
                try await server.send(.post("/trips/", body, fields)).expectProblem(.unauthenticated)
            }
        }
    }
}
