import CaravanHTTP
import CaravanNetwork
import HTTPTestSupport
import NIOHTTP1
import TestThreads
import Testing
import TransportControl

/// Pages of other origins (the Fetch standard).
@Suite("Origins", .inTime)
struct OriginTests {
    private static let app = "https://app.example.com"

    private static func asking(_ origin: String, _ method: HTTPMethod = .GET) -> TestRequest {
        var fields: HTTPHeaders = ["Origin": origin]
        if method == .OPTIONS { fields.add(name: "Access-Control-Request-Method", value: "POST") }
        return TestRequest(method, "/api/v1/control/items/", fields)
    }

    private static func fieldsOfAccess(_ answer: TestResponse) -> [String] {
        answer.fields.map(\.name).filter { $0.lowercased().hasPrefix("access-control-") }
    }

    @Test func areClosedByDefault() async throws {
        try await RunningServer.with { server in
            for method in [HTTPMethod.GET, .OPTIONS] {
                for origin in [Self.app, "null", "*"] {
                    let answer = try await server.send(Self.asking(origin, method))
                    #expect(answer.status == (method == .GET ? 200 : 204))
                    #expect(Self.fieldsOfAccess(answer).isEmpty)
                    #expect(answer["Vary"] == nil)
                }
            }
        }
    }

    @Test func thoseThatAreNamed() async throws {
        try await RunningServer.with {
            $0.allowedOrigins = AllowedOrigins([Self.app, "http://localhost:3000"])
        } _: { server in
            for origin in [Self.app, "http://localhost:3000"] {
                let answer = try await server.send(Self.asking(origin))
                #expect(answer["Access-Control-Allow-Origin"] == origin)
                #expect(answer["Access-Control-Expose-Headers"]?.contains("ETag") == true)
                #expect(answer["Access-Control-Allow-Credentials"] == nil)
                #expect(answer["Vary"] == "Origin")
                // A page must be able to read what was wrong.
                let problem = try await server.send(TestRequest(.GET, "/nothing", ["Origin": origin]))
                #expect(problem["Access-Control-Allow-Origin"] == origin)
                let preflight = try await server.send(Self.asking(origin, .OPTIONS))
                #expect(preflight.status == 204)
                #expect(preflight["Access-Control-Allow-Origin"] == origin)
                #expect(preflight["Access-Control-Allow-Methods"] == "GET, POST, HEAD, OPTIONS")
                #expect(preflight["Access-Control-Allow-Headers"]?.contains("Authorization") == true)
                #expect(preflight["Access-Control-Max-Age"] == "600")
            }
            for origin in [
                "null", "*", "", Self.app + ".evil.org", "https://evil.org/" + Self.app, Self.app + ":8443",
                "http://app.example.com", "https://xapp.example.com", "https://example.com", Self.app + "/",
                Self.app + " https://evil.org", Self.app + ",https://evil.org",
            ] {
                for method in [HTTPMethod.GET, .OPTIONS] {
                    let answer = try await server.send(Self.asking(origin, method))
                    #expect(Self.fieldsOfAccess(answer).isEmpty, "\(origin)")
                    #expect(answer["Vary"] == "Origin")
                }
            }
            var twice = Self.asking("https://evil.org")
            twice.fields.add(name: "Origin", value: Self.app)
            for fields in [twice.fields, HTTPHeaders(twice.fields.reversed())] {
                let answer = try await server.send(TestRequest(.GET, "/livez", fields))
                #expect(Self.fieldsOfAccess(answer).isEmpty)
            }
            let plain = try await server.send(TestRequest(.OPTIONS, "/livez", ["Origin": Self.app]))
            #expect(plain["Access-Control-Allow-Methods"] == nil, "no preflight")
        }
    }

    @Test func any() async throws {
        try await RunningServer.with {
            $0.allowedOrigins = AllowedOrigins(["*"])
        } _: { server in
            for origin in [Self.app, "null"] {
                let answer = try await server.send(Self.asking(origin))
                #expect(answer["Access-Control-Allow-Origin"] == "*")
                #expect(answer["Access-Control-Allow-Credentials"] == nil)
                #expect(answer["Vary"] == nil)
            }
            let answer = try await server.send(.get("/control/items/"))
            #expect(Self.fieldsOfAccess(answer).isEmpty)
        }
    }
}
