import HTTPTestSupport
import TestThreads
import Testing

/// Requests that two readers could understand differently, each with a second one behind it that must never be answered.
@Suite("Request smuggling", .inTime)
struct FramingTests {
    private static let smuggled = "GET /api/v1/control/smuggled/ HTTP/1.1\r\nHost: x\r\n\r\n"
    private static let line = "POST /api/v1/control/print/ HTTP/1.1\r\n"

    private static func post(_ fields: String, _ body: String = "") -> String {
        line + "Host: x\r\n" + fields + "\r\n\r\n" + body
    }

    static let refused: [String] = [
        post("Content-Length: 2\r\nContent-Length: 3", "{}"), post("Content-Length: 2\r\nContent-Length: 2", "{}"),
        post("Content-Length: 2, 2", "{}"), post("Content-Length: 2,3", "{}"), post("Content-Length: +2", "{}"),
        post("Content-Length: -2", "{}"), post("Content-Length: 0x2", "{}"), post("Content-Length: 2 2", "{}"),
        post("Content-Length: 2a", "{}"), post("Content-Length:", "{}"), post("Content-Length: \u{661}", "{}"),
        post("Content-Length: 9223372036854775808"), post("Content-Length: 18446744073709551615"),
        post("Content-Length: 18446744073709551618", "{}"), post("Content-Length: 999999999999999999999999", "{}"),
        post("Content-Length: 2\r\nTransfer-Encoding: chunked", "0\r\n\r\n"),
        post("Transfer-Encoding: chunked\r\nContent-Length: 5", "0\r\n\r\n"),
        post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", "0\r\n\r\n"),
        post("Transfer-Encoding: chunked, chunked", "0\r\n\r\n"),
        post("Transfer-Encoding: chunked, identity", "0\r\n\r\n"), post("Transfer-Encoding: identity", "{}"),
        post("Transfer-Encoding: identity, chunked", "0\r\n\r\n"), post("Transfer-Encoding: xchunked", "0\r\n\r\n"),
        post("Transfer-Encoding: chunkedx", "0\r\n\r\n"), post("Transfer-Encoding: gzip, chunked", "0\r\n\r\n"),
        post("Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked", "0\r\n\r\n"),
        post("Transfer-Encoding: \"chunked\"", "0\r\n\r\n"), post("Transfer-Encoding: chunked;x=1", "0\r\n\r\n"),
        post("Transfer-Encoding:", "0\r\n\r\n"), post("Transfer-Encoding: ,chunked", "0\r\n\r\n"),
        post("Transfer-Encoding: \u{B}chunked", "0\r\n\r\n"), post("Transfer-Encoding:\r\n chunked", "0\r\n\r\n"),
        post("X: y\r\n Transfer-Encoding: chunked", "0\r\n\r\n"), post("Transfer-Encoding : chunked", "0\r\n\r\n"),
        post("Content-Length : 2", "{}"), post("Content-Length\t: 2", "{}"), post(" Content-Length: 2", "{}"),
        post("Content-Length: 2\r\n 3", "{}"), post("X: a\u{0}b\r\nContent-Length: 2", "{}"),
        post("X\u{0}: a\r\nContent-Length: 2", "{}"), post("X: a\rY: b\r\nContent-Length: 2", "{}"),
        post("X: a\rContent-Length: 2"), post(": x\r\nContent-Length: 2", "{}"),
        "POST /api/v1/control/print/ HTTP/1.0\r\nHost: x\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        line + "Content-Length: 2\r\n\r\n{}", line + "Host: x\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}",
        line + "Host: x\r\nHost: y\r\nContent-Length: 2\r\n\r\n{}", line + "Host: a b\r\nContent-Length: 2\r\n\r\n{}",
        line + "Host: x/y\r\nContent-Length: 2\r\n\r\n{}", line + "Host: a@x\r\nContent-Length: 2\r\n\r\n{}",
        "POST /api/v1/control/print/ HTTP/1.0\r\nHost: x\r\nHost: y\r\nContent-Length: 2\r\n\r\n{}",
    ]

    /// Chunks that are none.
    static let brokenBodies: [String] = [
        "-1\r\nx\r\n", "+2\r\n{}\r\n0\r\n\r\n", "0x2\r\n{}\r\n0\r\n\r\n", "2 \r\n{}\r\n0\r\n\r\n",
        "g\r\n", "\r\n", "10000000000000002\r\n{}\r\n0\r\n\r\n", "ffffffffffffffffff\r\n{}", "2\r\n{}0\r\n\r\n",
        "2\r\n{}x\r\n0\r\n\r\n", "2\r\n{}\r\n-0\r\n\r\n", "2,2\r\n{}\r\n0\r\n\r\n", "2\r\n{}\r\n0\r\nX\u{0}: y\r\n\r\n",
        "2\r\n{}\r\n0\r\n X: y\r\n\r\n", "2\n{}\r\n0\r\n\r\n",
    ]

    @Test(arguments: [false, true])
    func areRefused(_ hasBrokenBody: Bool) async throws {
        let chunked = Self.post("Transfer-Encoding: chunked")
        let shapes = hasBrokenBody ? Self.brokenBodies.map { chunked + $0 } : Self.refused
        try await RunningServer.with { server in
            for shape in shapes {
                for pieces in [[shape + Self.smuggled], [shape, Self.smuggled]] {
                    let client = try await RawClient.connect(port: server.port)
                    for piece in pieces {
                        client.send(piece)
                        try await Task.sleep(for: .milliseconds(1))
                    }
                    #expect(try await client.ends(), "\(shape.debugDescription)")
                    let answers = RawResponses.parse(client.bytes)
                    #expect(answers.map(\.status) == [400], "\(shape.debugDescription)")
                    #expect(answers.first?.code == "malformed", "\(shape.debugDescription)")
                    #expect(answers.first?["Connection"] == "close", "\(shape.debugDescription)")
                    await client.close()
                }
            }
        }
    }

    /// Read in one way only: the request, and the one behind it.
    @Test func isOneRequest() async throws {
        let fine = [
            Self.post("Content-Length:2", "{}"), Self.post("content-length:   2  ", "{}"),
            Self.post("Content-Length: 02", "{}"),
            Self.post("Transfer-Encoding:\tchunked ", "2\r\n{}\r\n0\r\n\r\n"),
            Self.post("transfer-encoding: CHUNKED", "02\r\n{}\r\n000\r\n\r\n"),
            Self.post("Transfer-Encoding: chunked", "2;a=b;c=\"d\"\r\n{}\r\n0\r\n\r\n"),
            Self.post(
                "Transfer-Encoding: chunked", "2;" + String(repeating: "x", count: 100_000) + "\r\n{}\r\n0\r\n\r\n"),
            Self.post("Transfer-Encoding: chunked", "1\r\n{\r\n1\r\n}\r\n0\r\nX: y\r\nY: z\r\n\r\n"),
            Self.post("Content-Length: 2\r\nX: " + String(repeating: "Content-Length: 7 ", count: 20), "{}"),
            Self.line + "Host: x \t \r\nContent-Length: 2\r\n\r\n{}", "\r\n\r\n" + Self.post("Content-Length: 2", "{}"),
            "POST /api/v1/control/print/ HTTP/1.0\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\n{}",
        ]
        try await RunningServer.with { server in
            for shape in fine {
                let client = try await RawClient.connect(port: server.port)
                client.send(shape + Self.smuggled)
                #expect(try await client.gets("HTTP/1.1 404"), "\(shape.debugDescription) \(client.text)")
                #expect(RawResponses.parse(client.bytes).map(\.status) == [200, 404], "\(shape.debugDescription)")
                await client.close()
            }
        }
    }

    /// Neither the content nor what is around it grows for ever.
    @Test func aBodyWithoutEnd() async throws {
        let heads = [
            Self.post("Transfer-Encoding: chunked", "1;"), Self.post("Transfer-Encoding: chunked", "1\r\n{\r\n0\r\nX:"),
        ]
        try await RunningServer.with { server in
            for head in heads {
                let client = try await RawClient.connect(port: server.port)
                client.send(head)
                for _ in 0..<40 where !client.isEnded {
                    client.send([UInt8](repeating: 0x20, count: 1024 * 1024))
                    try await Task.sleep(for: .milliseconds(5))
                }
                #expect(try await client.ends())
                #expect(RawResponses.parse(client.bytes).map { $0.status / 100 } == [4])
                await client.close()
            }
            // Of a request that takes no body at all.
            let client = try await RawClient.connect(port: server.port)
            client.send("GET /livez HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000000\r\n\r\n")
            for _ in 0..<40 where !client.isEnded {
                client.send([UInt8](repeating: 0x20, count: 1024 * 1024))
                try await Task.sleep(for: .milliseconds(5))
            }
            #expect(try await client.ends())
            #expect(RawResponses.parse(client.bytes).map(\.status) == [413])
            await client.close()
        }
    }
}
