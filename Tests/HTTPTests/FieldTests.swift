import CaravanProtocol
import HTTPTestSupport
import NIOHTTP1
import TestThreads
import Testing
import TransportControl

@Suite("Header fields", .inTime)
struct FieldTests {
    @Test func requestIDs() async throws {
        try await RunningServer.with { server in
            for id in ["a", "A.b_c-9", String(repeating: "x", count: 64)] {
                let answer = try await server.send(.get("/control/call/", ["X-Request-Id": id]))
                #expect(answer["X-Request-Id"] == id)
                #expect(answer.json?["request_id"]?.string == id)
            }
            for id in ["", "a b", "ü", "a~b", "<x>", String(repeating: "x", count: 65)] {
                let answer = try await server.send(.get("/control/call/", ["X-Request-Id": id]))
                #expect(answer["X-Request-Id"]?.hasPrefix("control-") == true, "\(id)")
                #expect(answer.json?["request_id"]?.string == answer["X-Request-Id"])
            }
            let problem = try await server.send(TestRequest(.GET, "/nothing", ["X-Request-Id": "mine"]))
            problem.expectProblem(.notFound)
            #expect(problem["X-Request-Id"] == "mine")
        }
    }

    @Test func eachAnswerHasItsFields() async throws {
        try await RunningServer.with { server in
            let requests: [TestRequest] = [
                .get("/control/items/"), .get("/nothing/"), .post("/control/items/", "{"), TestRequest(.GET, "/livez"),
                TestRequest(.DELETE, "/api/v1/control/items/7/"), TestRequest(.OPTIONS, "/livez"),
            ]
            for answer in try await server.send(requests) {
                #expect(answer["Cache-Control"] == "no-store")
                #expect(answer["X-Content-Type-Options"] == "nosniff")
                #expect(answer["X-Request-Id"] != nil)
                #expect(answer["Date"]?.hasSuffix(" GMT") == true)
            }
        }
    }

    @Test func noContent() async throws {
        try await RunningServer.with { server in
            let answer = try await server.send(TestRequest(.DELETE, "/api/v1/control/items/7/"))
            #expect(answer.status == 204)
            #expect(answer.body.isEmpty)
            #expect(answer["Content-Type"] == nil)
            #expect(answer["Content-Length"] == nil)
        }
    }

    @Test func triedAgainLater() async throws {
        try await RunningServer.with { server in
            let limited = try await server.send(.post("/control/fail/", #"{"code":"rate_limited"}"#))
            #expect(limited["Retry-After"] == String(ControlFailure.retryAfterSeconds))
            #expect(limited["RateLimit"] == "\"control\";r=0;t=29")
            #expect(limited["RateLimit-Policy"] == "\"control\";q=5;w=30")
            let field = try await server.send(.post("/control/fail/", #"{"code":"conflict"}"#))["Retry-After"]
            #expect(field == nil)
        }
    }

    @Test func linksToTheNextPage() async throws {
        try await RunningServer.with { server in
            let first = try await server.send(.get("/control/items?limit=100&x=%20%3E&cursor=0&y"))
            #expect(first["Link"] == "</api/v1/control/items?limit=100&x=%20%3E&y&cursor=100>; rel=\"next\"")
            let field = try await server.send(.get("/control/items/?limit=100&cursor=100"))["Link"]
            #expect(field == nil)
        }
    }

    @Test func entityTags() async throws {
        let path = "/control/echo/\(PathTests.id)/?text="
        try await RunningServer.with { server in
            let got = try await server.send(.get(path + "a"))
            let tag = try #require(got["ETag"])
            #expect(tag.hasPrefix("\"") && tag.hasSuffix("\""))
            let again = try await server.send(.get(path + "a"))["ETag"]
            #expect(again == tag)
            let other = try await server.send(.get(path + "b"))["ETag"]
            #expect(other != tag)
            for condition in [tag, "W/" + tag, "\"other\", " + tag, "*"] {
                for method in [HTTPMethod.GET, .HEAD] {
                    let request = TestRequest(method, "/api/v1" + path + "a", ["If-None-Match": condition])
                    let answer = try await server.send(request)
                    #expect(answer.status == 304, "\(condition)")
                    #expect(answer.body.isEmpty)
                    #expect(answer["ETag"] == tag)
                }
            }
            let status = try await server.send(.get(path + "b", ["If-None-Match": tag])).status
            #expect(status == 200)
            let list = try await server.send(.get("/control/items/"))["ETag"]
            #expect(list == nil, "a list has none")
            let field = try await server.send(.post("/control/items/", #"{"title":"x"}"#))["ETag"]
            #expect(field == nil)
        }
    }

    @Test func queries() async throws {
        let path = "/control/echo/\(PathTests.id)/?"
        try await RunningServer.with { server in
            for (query, text) in [
                "text=a+b%2Bc": "a b+c", "text=%C3%BC": "ü", "te%78t=x": "x", "text=a&text=b": "b", "text=a=b": "a=b",
                "&&text=x&": "x", "text=": "",
            ] {
                let answer = try await server.send(.get(path + query))
                #expect(answer.json?["text"]?.string == text, "\(query)")
            }
            for query in ["text=%ff%fe", "text=%", "text=%4", "text=%zz", "%ff=x", "text=a%00"] {
                try await server.send(.get(path + query)).expectProblem(.malformed)
            }
        }
    }
}
