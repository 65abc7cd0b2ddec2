import CaravanProtocol
import HTTPTestSupport
import TestThreads
import Testing
import TransportControl

@testable import CaravanHTTP

/// Targets as nobody should write them.
@Suite("Targets", .inTime)
struct TargetTests {
    private static let echo = "/api/v1/control/echo/\(PathTests.id)/"

    private func answer(_ server: TestConnection, _ target: [UInt8]) async throws -> TestResponse? {
        let client = try await RawClient.connect(port: server.port)
        client.send(Array("GET ".utf8) + target + Array(" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".utf8))
        #expect(try await client.ends())
        await client.close()
        let answers = RawResponses.parse(client.bytes)
        #expect(answers.count == 1)
        return answers.first
    }

    @Test func nothingIsResolved() async throws {
        try await RunningServer.with { server in
            for target in [
                "/api/v1/../v1/control/items/", "/../livez", "/./livez", "/x/../livez", "/livez/..", "/%2e%2e/livez",
                "/%2e/livez",
                "/livez%2f", "/api%2fv1/control/items/", "//livez", "/livez//",
                "/livez;x", "/LIVEZ",
                "/livez%00", "/livez%20", "/livez%c0%af", "/%c0%ae%c0%ae/livez", "/livez%ed%a0%80", "/livez\\",
                "/\\livez",
                "/livez%", "/livez%2", "/livez%u002f", "/%2flivez", "/api/v1/control/echo/../items/",
                "/" + String(repeating: "x/", count: 10_000), "/" + String(repeating: "../", count: 10_000) + "livez",
                "/api/v1/" + String(repeating: "control/", count: 3000), "http:///livez%00", "http://",
            ] {
                let answer = try await answer(server, Array(target.utf8))
                #expect(answer?.status == 404, "\(target.prefix(80)) \(answer?.status ?? 0)")
            }
        }
    }

    @Test func areRefused() async throws {
        try await RunningServer.with { server in
            for target in [
                Array("/livez?ü".utf8), Array("/livez#x".utf8), Array("/livez?x#y".utf8), Array("/li\u{0}vez".utf8),
                Array("/li\tvez".utf8),
                Array("/livez?\u{7F}".utf8), Array("/livez?".utf8) + [0xFF], Array("/livez?".utf8) + [0xC0, 0xAF],
                Array("/livez?".utf8) + [0xED, 0xA0, 0x80], Array("/".utf8) + [0xF8, 0x88, 0x80, 0x80, 0x80],
            ] {
                try await answer(server, target)?.expectProblem(.malformed)
            }
            for query in [
                "text=%c0%af", "text=%ed%a0%80", "text=%f4%90%80%80", "text=%00", "%00=x", "text=%f8%88%80%80%80",
            ] {
                try await answer(server, Array((Self.echo + "?" + query).utf8))?.expectProblem(.malformed)
            }
        }
    }

    /// Marks that have no meaning where they stand.
    @Test func marksInQueries() async throws {
        try await RunningServer.with { server in
            for text in ["?", "a?b", "/", "//", "..", "a=b", "%26", "%23"] {
                let answer = try await answer(server, Array((Self.echo + "?text=" + text).utf8))
                let expected = text == "%26" ? "&" : text == "%23" ? "#" : text
                #expect(answer?.json?["text"]?.string == expected, "\(text)")
            }
        }
    }

    /// More fields than any operation has: as many as a head can hold, all of them read, the last of a name going before.
    @Test func thousandsOfFields() throws {
        let count = 32_000
        let query = (0..<count).map { "f\($0)=\($0)" }.joined(separator: "&")
        let found = try QueryFields.parse((query + "&f7=last")[...])
        #expect(found.count == count)
        #expect(found["f7"] == "last")
        #expect(found["f31999"] == "31999")
    }
}
