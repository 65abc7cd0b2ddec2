import CaravanProtocol
import HTTPTestSupport
import NIOHTTP1
import TestThreads
import Testing
import TransportControl

@Suite("Documents over HTTP", .inTime)
struct DocumentTests {
    @Test(arguments: ["/api/v1/openapi.json", "/api/v1/openapi.json/"])
    func theOpenAPIDocument(_ path: String) async throws {
        try await RunningServer.with { server in
            let answer = try await server.send(TestRequest(.GET, path))
            #expect(answer.status == 200)
            #expect(answer["content-type"] == "application/json")
            #expect(answer.body == ControlApplication().document(.openAPI))
            #expect(answer["cache-control"] == "public, no-cache")
            let tag = try #require(answer["etag"])
            let again = try await server.send(TestRequest(.GET, path, ["If-None-Match": tag]))
            #expect(again.status == 304 && again.body.isEmpty)
            #expect(again["etag"] == tag)
            let head = try await server.send(TestRequest(.HEAD, path))
            #expect(head.status == 200 && head.body.isEmpty)
            #expect(head["content-length"] == "\(answer.body.count)")
        }
    }

    @Test func nothingElseCanBeDoneWithThem() async throws {
        try await RunningServer.with { server in
            let answer = try await server.send(TestRequest(.POST, "/api/v1/openapi.json"))
            answer.expectProblem(.methodNotAllowed)
            #expect(answer["allow"] == "GET, HEAD, OPTIONS")
        }
    }

    /// What the document says of paths that are no operations.
    @Test func plainPathsAnswerAsDescribed() async throws {
        let document = try JSONReader.parse(ControlApplication().document(.openAPI))
        let base = try #require(document["servers"]?.elements.first?["url"]?.string)
        try await RunningServer.with { server in
            var count = 0
            for (path, item) in document["paths"]?.object ?? [:] {
                guard let get = item["get"], get["operationId"] == nil else { continue }
                count += 1
                #expect(get["security"] == [], "\(path)")
                let servers = item["servers"]?.elements.compactMap { $0["url"]?.string } ?? [base]
                for url in servers.map({ $0 == "/" ? path : $0 + path }) {
                    let answer = try await server.send(TestRequest(.GET, url))
                    // The control application depends on no database.
                    #expect(answer.status == (path == "/health/db/" ? 404 : 200), "\(url)")
                }
            }
            #expect(count == 5)
        }
    }
}

extension JSONValue {
    fileprivate var elements: [JSONValue] {
        if case .array(let elements) = self { elements } else { [] }
    }
}
