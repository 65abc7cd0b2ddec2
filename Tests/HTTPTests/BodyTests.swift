import CaravanProtocol
import HTTPTestSupport
import NIOHTTP1
import TestThreads
import Testing
import TransportControl

@Suite("Bodies", .inTime)
struct BodyTests {
    private static let make = #"{"title":"x"}"#

    @Test func plainJSONIsTakenUnderItsNames() async throws {
        try await RunningServer.with { server in
            for type in [
                "application/json", "Application/JSON; charset=utf-8", "application/json;charset=\"UTF-8\"",
                "application/merge-patch+json", "application/problem+json ; x=y", nil,
            ] {
                let status = try await server.send(.post("/control/items/", Self.make, type: type)).status
                #expect(status == 201)
            }
        }
    }

    @Test func otherTypesAreNot() async throws {
        try await RunningServer.with { server in
            for type in [
                "text/plain", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
                "image/png", "text/json", "application/jsonp", "json", "",
            ] {
                try await server.send(.post("/control/items/", Self.make, type: type))
                    .expectProblem(.unsupportedMediaType)
            }
            try await server.send(.post("/control/items/", Self.make, ["Content-Encoding": "gzip"]))
                .expectProblem(.unsupportedMediaType)
        }
    }

    @Test func anEmptyBodyHasNoType() async throws {
        try await RunningServer.with { server in
            let answer = try await server.send(.post("/control/print/", nil, type: "text/plain"))
            #expect(answer.status == 200)
        }
    }

    @Test func malformedJSON() async throws {
        let deep = String(repeating: #"{"a":"#, count: 65) + "1" + String(repeating: "}", count: 65)
        try await RunningServer.with { server in
            for text in ["{", "{]", "nul", #"{"title":"x",}"#, #"{"title":"x"} x"#, "\u{0}", deep] {
                try await server.send(.post("/control/items/", text)).expectProblem(.malformed)
            }
            var request = TestRequest.post("/control/items/", nil)
            request.body = .whole([0x22, 0xFF, 0x22])
            try await server.send(request).expectProblem(.malformed)
        }
    }

    @Test func anythingButAnObject() async throws {
        try await RunningServer.with { server in
            for text in ["[]", "1", "null", "\"title\"", "true"] {
                let answer = try await server.send(.post("/control/items/", text))
                answer.expectProblem(.validationFailed)
                #expect(answer.errors == ["body: type"])
            }
        }
    }

    @Test func aBodyThatIsNeeded() async throws {
        try await RunningServer.with { server in
            for type in ["application/json", nil] {
                let answer = try await server.send(.post("/control/items/", nil, type: type))
                answer.expectProblem(.validationFailed)
                #expect(answer.errors == ["body: required"])
            }
            let status = try await server.send(.post("/control/print/", nil, type: nil)).status
            #expect(status == 200)
        }
    }

    @Test func whereNoneIsTakenItIsIgnored() async throws {
        try await RunningServer.with { server in
            var get = TestRequest.get("/control/items/", ["Content-Type": "text/plain"])
            get.body = .whole(Array("{".utf8))
            var delete = TestRequest(.DELETE, "/api/v1/control/items/7/")
            delete.body = .chunks([10, 100_000])
            let answers = try await server.send([get, delete, .get("/control/items/")])
            #expect(answers.map(\.status) == [200, 204, 200])
        }
    }

    @Test func tooLargeBodiesLeaveTheConnectionUsable() async throws {
        let limit = 10_000
        try await RunningServer.with(bodyBytesMax: limit) { server in
            func request(_ body: TestRequest.Body) -> TestRequest {
                var request = TestRequest.post("/control/print/", nil)
                request.body = body
                return request
            }
            let spaces = [UInt8](repeating: 0x20, count: limit - 2)
            let fits = request(.whole(Array("{}".utf8) + spaces))
            let answers = try await server.send([
                fits, request(.whole(Array("{}".utf8) + spaces + [0x20])), fits, request(.chunks([limit, 1])), fits,
                request(.chunks([5_000_000])), fits,
            ])
            #expect(answers.map(\.status) == [200, 413, 200, 413, 200, 413, 200])
            for answer in answers where answer.status == 413 { answer.expectProblem(.tooLarge) }
        }
    }

    @Test func aClientThatAsksFirstIsTold() async throws {
        let head = "POST /api/v1/control/items/ HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: "
        try await RunningServer.with(bodyBytesMax: 1000) { server in
            let taken = try await server.sendRaw([head + "13\r\n\r\n", Self.make]) { $0.contains("\"title\"") }
            #expect(taken.hasPrefix("HTTP/1.1 100 Continue\r\n"))
            #expect(taken.contains("HTTP/1.1 201 Created"))
            // The refusal comes without the body, and the connection ends: nobody knows what comes next on it.
            let refused = try await server.sendRaw([head + "1001\r\n\r\n"]) { _ in false }
            #expect(refused.hasPrefix("HTTP/1.1 413 "))
        }
    }
}
