import CaravanHTTP
import CaravanProtocol
import HTTPTestSupport
import NIOHTTP1
import TestThreads
import Testing
import TransportControl

/// What clients take (RFC 9110, section 12.5.1), and what browsers are told.
@Suite("Accept and security fields", .inTime)
struct AcceptanceTests {
    private func status(_ server: TestConnection, _ values: [String]) async throws -> Int {
        let answer = try await server.send(.get("/control/items/", HTTPHeaders(values.map { ("Accept", $0) })))
        if answer.status != 200 { answer.expectProblem(.notAcceptable) }
        return answer.status
    }

    @Test func takesJSON() async throws {
        try await RunningServer.with { server in
            for values in [
                [], [""], ["application/json"], ["*/*"], ["application/*"], ["Application/JSON"],
                ["application/json; q=0.1"],
                ["text/html, application/json"], ["text/html", "application/json"], ["text/html,*/*;q=0.1"],
                ["application/json;q=abc"], ["application/json;version=1"], [" application/json ;q=1"],
                [",,application/json,,"],
                ["text/html;q=0, */*"], ["application/*;q=0, application/json"], ["*/*;q=0, application/*;q=0.5"],
                [","],
            ] {
                let status = try await status(server, values)
                #expect(status == 200, "\(values)")
            }
        }
    }

    @Test func doesNot() async throws {
        try await RunningServer.with { server in
            for values in [
                ["text/html"], ["application/xml, text/*"], ["application/json;q=0"],
                ["application/json; Q=0.000, */*"],
                ["*/*;q=0"], ["application/*;q=0, */*"], ["application/jsonx"], ["json"], ["garbage"], ["/"],
                ["application/"],
                ["application/json;q=0, application/*;q=1"],
            ] {
                let status = try await status(server, values)
                #expect(status == 406, "\(values)")
            }
            // Where there is nothing to take.
            let request = TestRequest(.DELETE, "/api/v1/control/items/7/", ["Accept": "text/html"])
            for request in [request, TestRequest(.OPTIONS, "/livez", ["Accept": "text/html"])] {
                let status = try await server.send(request).status
                #expect(status == 204)
            }
        }
    }

    @Test(arguments: [false, true])
    func browsersAreTold(_ isSecure: Bool) async throws {
        try await RunningServer.with {
            $0.isPublicOverTLS = isSecure
        } _: { server in
            for request in [TestRequest.get("/control/items/"), .get("/nothing/"), TestRequest(.OPTIONS, "/livez")] {
                let answer = try await server.send(request)
                #expect(answer["X-Frame-Options"] == "DENY")
                #expect(answer["Referrer-Policy"] == "no-referrer")
                #expect(answer["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'")
                #expect(answer["Strict-Transport-Security"] == (isSecure ? "max-age=31536000" : nil))
                for (name, _) in answer.fields { #expect(answer.fields[name].count == 1, "\(name)") }
            }
        }
    }
}
