import CaravanProtocol
import HTTPTestSupport
import TestThreads
import Testing
import TransportControl

@Suite("Who calls", .inTime)
struct CallerTests {
    @Test(arguments: ["Bearer", "bearer", "BEARER", "Bearer  "])
    func tokens(_ scheme: String) async throws {
        let token = ControlCaller.token(of: "ann")
        try await RunningServer.with { server in
            let answer = try await server.send(.get("/control/me/").authorized(scheme + " " + token))
            #expect(answer.json == ["caller": "bearer:ann"])
        }
    }

    @Test func whatIsNoTokenIsRefusedWhereOneIsNeeded() async throws {
        let token = ControlCaller.token(of: "ann")
        try await RunningServer.with { server in
            for value in [
                "Basic YTpi", "Bearer", "Bearer ", token, "Bearer \(token) x", "Bearer x", "Token \(token)", "",
            ] {
                let refused = try await server.send(.get("/control/me/").authorized(value))
                refused.expectProblem(.unauthenticated)
                #expect(refused["WWW-Authenticate"] == "Bearer")
                let status = try await server.send(.get("/control/call/").authorized(value)).status
                #expect(status == 200, "\(value)")
            }
            try await server.send(.get("/control/me/")).expectProblem(.unauthenticated)
            let twice = TestRequest.get("/control/me/").authorized("Bearer \(token)").authorized("Bearer \(token)")
            try await server.send(twice).expectProblem(.unauthenticated)
        }
    }
}
