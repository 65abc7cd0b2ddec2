import CaravanProtocol
import HTTPTestSupport
import NIOHTTP1
import TestThreads
import Testing
import TransportControl

@Suite("Paths and methods", .inTime)
struct PathTests {
    static let id = "0190a6b2-7c1d-7e3f-8a4b-5c6d7e8f9a0b"

    @Test func slashesAtTheEndMakeNoDifference() async throws {
        try await RunningServer.with { server in
            for path in ["/control/items", "/control/items/", "/control/call", "/control/echo/\(Self.id)"] {
                let answer = try await server.send(.get(path))
                #expect(answer.status == 200, "\(path)")
            }
            for path in ["/control/items", "/control/items/"] {
                let status = try await server.send(.post(path, #"{"title":"x"}"#)).status
                #expect(status == 201, "\(path)")
            }
        }
    }

    @Test func unknownPathsAreProblems() async throws {
        try await RunningServer.with { server in
            for target in [
                "/", "/api", "/api/v1", "/api/v1/", "/api/v1/nothing/", "/api/v1/control/", "/control/items/",
                "/api/v2/control/items/", "/api/v1/control//items/", "/api/v1/control/items//",
                "//api/v1/control/items/",
                "/api/v1/control/echo/%00/", "/api/v1/control/echo/%ff/", "/api/v1/control/echo/%zz/",
                "/api/v1/control/echo/%4/", "/api/v1/control%2Fitems/", "/api/v1/docs/", "/livez/more",
                "/api/v1/livez", "/api/v1/health/",
            ] {
                try await server.send(TestRequest(.GET, target)).expectProblem(.notFound)
            }
        }
    }

    @Test func partsOfPathsAreDecoded() async throws {
        try await RunningServer.with { server in
            let status = try await server.send(.get("/%63ontrol/%69tems/")).status
            #expect(status == 200)
            let answer = try await server.send(.get("/control/echo/%30" + Self.id.dropFirst() + "/"))
            #expect(answer.json?["id"]?.string == Self.id)
        }
    }

    @Test func proxiesMayNameTheWholeURL() async throws {
        try await RunningServer.with { server in
            let target = "http://localhost/api/v1/control/items/?limit=3"
            let status = try await server.send(TestRequest(.GET, target)).status
            #expect(status == 200)
        }
    }

    @Test func headIsGetWithoutTheBody() async throws {
        try await RunningServer.with { server in
            for path in ["/api/v1/control/items/", "/api/v1/control/echo/\(Self.id)/", "/livez", "/health/"] {
                let headers: HTTPHeaders = ["X-Request-Id": "same"]
                let got = try await server.send(TestRequest(.GET, path, headers))
                let headed = try await server.send(TestRequest(.HEAD, path, headers))
                #expect(headed.status == 200)
                #expect(headed.body.isEmpty)
                for (name, value) in got.fields where name != "Date" {
                    #expect(headed[name] == value, "\(path) \(name)")
                }
            }
            let missing = try await server.send(TestRequest(.HEAD, "/api/v1/nothing/"))
            #expect(missing.status == 404)
            #expect(missing.body.isEmpty)
        }
    }

    @Test func optionsTellTheMethods() async throws {
        try await RunningServer.with { server in
            for (path, methods) in [
                "/api/v1/control/items": "GET, POST, HEAD, OPTIONS", "/api/v1/control/items/7/": "DELETE, OPTIONS",
                "/livez": "GET, HEAD, OPTIONS", "*": "GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS",
            ] {
                let answer = try await server.send(TestRequest(.OPTIONS, path))
                #expect(answer.status == 204)
                #expect(answer["Allow"] == methods)
                #expect(answer["Content-Length"] == nil)
            }
            try await server.send(TestRequest(.OPTIONS, "/api/v1/nothing/")).expectProblem(.notFound)
        }
    }

    @Test func otherMethodsOfAKnownPath() async throws {
        try await RunningServer.with { server in
            for method in [HTTPMethod.PUT, .PATCH, .DELETE, .TRACE, .RAW(value: "PURGE")] {
                let answer = try await server.send(TestRequest(method, "/api/v1/control/items/"))
                answer.expectProblem(.methodNotAllowed)
                #expect(answer["Allow"] == "GET, POST, HEAD, OPTIONS")
            }
            let headed = try await server.send(TestRequest(.HEAD, "/api/v1/control/login/"))
            #expect(headed.status == 405)
            #expect(headed["Allow"] == "POST, OPTIONS")
            let health = try await server.send(TestRequest(.POST, "/livez"))
            health.expectProblem(.methodNotAllowed)
            #expect(health["Allow"] == "GET, HEAD, OPTIONS")
        }
    }
}
