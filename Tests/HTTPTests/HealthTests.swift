import CaravanProtocol
import HTTPTestSupport
import NIOHTTP1
import TestThreads
import Testing
import TransportControl

@Suite("Health", .inTime)
struct HealthTests {
    @Test func aHealthyServer() async throws {
        try await RunningServer.with { server in
            for path in ["/livez", "/livez/", "/readyz", "/readyz/", "/health", "/health/", "/health/control/"] {
                let answer = try await server.send(TestRequest(.GET, path))
                #expect(answer.status == 200, "\(path)")
                #expect(answer.json?["status"] == "ok")
            }
            let all = try await server.send(TestRequest(.GET, "/health/"))
            #expect(all.json == ["status": "ok", "checks": ["control": "ok"]])
            try await server.send(TestRequest(.GET, "/health/redis/")).expectProblem(.notFound)
        }
    }

    @Test func aSickOne() async throws {
        try await RunningServer.with(SickApplication()) { server in
            for path in ["/readyz", "/health/", "/health/db"] {
                let answer = try await server.send(TestRequest(.GET, path))
                answer.expectProblem(.unavailable)
                #expect(answer.json?["detail"]?.string == "db: The database does not answer.", "\(path)")
            }
            let live = try await server.send(TestRequest(.GET, "/livez")).status
            #expect(live == 200)
            let status = try await server.send(TestRequest(.GET, "/health/control")).status
            #expect(status == 200)
        }
    }
}
