import CaravanProtocol
import HTTPTestSupport
import NIOHTTP1
import TestThreads
import Testing
import TransportControl

@Suite("Keys, conditions and limits in header fields", .inTime)
struct ConventionTests {
    private func post(_ fields: HTTPHeaders, _ body: String? = "{}") -> TestRequest {
        .post("/control/meta/", body, fields).authorized("Bearer " + ControlCaller.token(of: "ann"))
    }

    @Test func aReplayIsMarked() async throws {
        try await RunningServer.with { server in
            let first = try await server.send(post(["Idempotency-Key": "once"]))
            #expect(first.status == 200)
            #expect(first.json?["idempotency_key"] == "once")
            #expect(first["Idempotency-Replayed"] == nil)
            let again = try await server.send(post(["idempotency-key": "again"]))
            #expect(again["Idempotency-Replayed"] == "true")
        }
    }

    @Test func keysThatAreNone() async throws {
        try await RunningServer.with { server in
            let long = String(repeating: "x", count: 256)
            for (key, code) in ["": "length", "a b": "format", "a\tb": "format", "ü": "format", long: "length"] {
                let answer = try await server.send(post(["Idempotency-Key": key]))
                answer.expectProblem(.validationFailed)
                #expect(answer.errors == ["idempotency_key: \(code)"], "\(key)")
            }
            let longest = try await server.send(post(["Idempotency-Key": String(repeating: "x", count: 255)]))
            #expect(longest.status == 200)
            let twice = HTTPHeaders([("Idempotency-Key", "a"), ("Idempotency-Key", "a")])
            try await server.send(post(twice)).expectProblem(.malformed)
        }
    }

    @Test func aKeyIsNothingToOtherCalls() async throws {
        try await RunningServer.with { server in
            let twice = HTTPHeaders([("Idempotency-Key", "a"), ("Idempotency-Key", "b c")])
            let answer = try await server.send(.get("/control/call/", twice))
            #expect(answer.status == 200)
        }
    }

    @Test func conditions() async throws {
        try await RunningServer.with { server in
            for text in ["*", "\"a\"", "W/\"a\"", "\"a,b\", \"c\"", " \"a\" "] {
                let list = try #require(EntityTagList(parsing: text))
                let answer = try await server.send(post(["If-Match": text]))
                #expect(answer.json?["if_match"]?.string == "\(Precondition.tagged(list))", "\(text)")
            }
            let lines = try await server.send(post(HTTPHeaders([("If-Match", "\"a\""), ("If-Match", "\"b\"")])))
            let both = try #require(EntityTagList(parsing: "\"a\", \"b\""))
            #expect(lines.json?["if_match"]?.string == "\(Precondition.tagged(both))")
            for text in ["", "a", "\"a", "5", "\"a\" \"b\"", "*, \"a\"", "w/\"a\"", ","] {
                try await server.send(post(["If-Match": text])).expectProblem(.malformed)
            }
        }
    }

    /// RFC 9110, section 13.1.2: a condition that cannot be read asks for nothing.
    @Test func aMalformedIfNoneMatchIsPassedOver() async throws {
        let path = "/control/echo/\(PathTests.id)/"
        try await RunningServer.with { server in
            let tag = try #require(try await server.send(.get(path))["ETag"])
            let bare = tag.filter { $0 != "\"" }
            for text in [bare, "", "\"", tag + tag, tag + ", x", "*, " + tag, "w/" + tag] {
                let answer = try await server.send(.get(path, ["If-None-Match": text]))
                #expect(answer.status == 200, "\(text)")
                #expect(answer["ETag"] == tag)
            }
        }
    }

    @Test func whatCountsTellsItsLimit() async throws {
        try await RunningServer.with { server in
            let counted = try await server.send(post([:]))
            #expect(counted["RateLimit-Policy"] == "\"control\";q=5;w=30")
            #expect(counted["RateLimit"] == "\"control\";r=4;t=29")
            #expect(counted["Retry-After"] == nil)
            let uncounted = try await server.send(.get("/control/call/"))
            #expect(uncounted["RateLimit"] == nil && uncounted["RateLimit-Policy"] == nil)
        }
    }

    /// Who has no session learns nothing else, whatever is wrong.
    @Test func theSessionIsLookedAtFirst() async throws {
        try await RunningServer.with { server in
            let faults: [TestRequest] = [
                .post("/control/meta/", "{"), .post("/control/meta/", "[]"), .post("/control/meta/?%zz", "{}"),
                .post("/control/meta/", "{}", type: "text/plain"), .post("/control/meta/", "{}", ["If-Match": "x"]),
                .post("/control/meta/", "{}", ["Idempotency-Key": ""]),
                .post("/control/meta/", String(repeating: " ", count: Limits.bodyBytesMax + 1)),
                .get("/control/me/?%zz"),
            ]
            for request in faults {
                try await server.send(request.authorized("Bearer ended")).expectProblem(.unauthenticated)
                let known = try await server.send(request.authorized("Bearer " + ControlCaller.token(of: "ann")))
                #expect((400...422).contains(known.status) && known.status != 401, "\(request.target)")
            }
        }
    }
}
