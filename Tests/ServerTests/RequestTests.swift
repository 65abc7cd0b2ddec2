import CaravanProtocol
import ProgramSupport
import TestThreads
import Testing

@Suite("What no client should send over HTTP", .blocking)
struct RequestTests {
    private let server: RunningProgram
    private let ann: Person

    init() throws { (server, ann, _) = try PreparedHome.server() }

    private let json = ["Content-Type": "application/json"]

    private func expectProblem(
        _ answer: HTTPAnswer, _ status: Int, _ code: FailureCode, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(answer.status == status, "\(answer)", sourceLocation: sourceLocation)
        #expect(answer.code == code.rawValue, "\(answer)", sourceLocation: sourceLocation)
        #expect(answer.fields["content-type"] == "application/problem+json", sourceLocation: sourceLocation)
        #expect(answer["status"] == .number(JSONNumber(Int64(status))), sourceLocation: sourceLocation)
        #expect(answer["request_id"]?.string == answer.fields["x-request-id"], sourceLocation: sourceLocation)
    }

    @Test("bodies that are too large, by their length and in chunks")
    func oversize() throws {
        let large =
            Array("{\"title\": \"".utf8) + [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20) + Array("\"}".utf8)
        let declared = try server.request("POST", "/api/v1/trips/", token: ann.access, fields: json, bytes: large)
        expectProblem(declared, 413, .tooLarge)
        let connection = try HTTPConnection(port: server.port)
        try connection.send(
            "POST /api/v1/trips/ HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(ann.access)\r\n"
                + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n")
        for start in stride(from: 0, to: large.count, by: 65_536) {
            let piece = Array(large[start..<min(start + 65_536, large.count)])
            try connection.send(String(piece.count, radix: 16) + "\r\n")
            try connection.send(piece + Array("\r\n".utf8))
        }
        try connection.send("0\r\n\r\n")
        expectProblem(try connection.receive(), 413, .tooLarge)
        let huge = try HTTPConnection(port: server.port)
        try huge.send(
            "POST /api/v1/trips/ HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(ann.access)\r\n"
                + "Content-Type: application/json\r\nContent-Length: 999999999999\r\n\r\n")
        expectProblem(try huge.receive(), 413, .tooLarge)
        var fitting = Calls.trip.object ?? [:]
        fitting["description"] = .string(String(repeating: "x", count: 900_000))
        // Longer than the field may be, not than the body.
        expectProblem(try server.call("POST", "/trips/", token: ann.access, .object(fitting)), 422, .validationFailed)
    }

    @Test("a body that ends early: no answer is owed, and the server goes on")
    func truncated() throws {
        let connection = try HTTPConnection(port: server.port)
        try connection.send(
            "POST /api/v1/trips/ HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(ann.access)\r\nContent-Length: 100\r\n\r\n{\"title\""
        )
        connection.finishSending()
        let answer = try? connection.receive()
        #expect(answer.map { (400..<500).contains($0.status) } ?? true)
        #expect(try server.call("GET", "/trips/", token: ann.access)["results"] == [])
        for text in ["{\"title\": \"x\"", "{", "{\"title\": ", "nothing", "{\"a\":1}}", "\u{feff}{}", "{'a': 1}"] {
            let cut = try server.request(
                "POST", "/api/v1/trips/", token: ann.access, fields: json, bytes: Array(text.utf8))
            expectProblem(cut, 400, .malformed)
        }
        let bytes = Array("{\"title\": \"".utf8) + [0xc3, 0x28] + Array("\"}".utf8)
        expectProblem(
            try server.request("POST", "/api/v1/trips/", token: ann.access, fields: json, bytes: bytes), 400, .malformed
        )
    }

    @Test("content types and codings that are not taken")
    func contentTypes() throws {
        let body = Calls.trip.bytes
        for type in [
            "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/xml",
            "json", "",
        ] {
            let answer = try server.request(
                "POST", "/api/v1/trips/", token: ann.access, fields: ["Content-Type": type], bytes: body)
            expectProblem(answer, 415, .unsupportedMediaType)
        }
        let packed = try server.request(
            "POST", "/api/v1/trips/", token: ann.access, fields: ["Content-Encoding": "gzip"], bytes: body)
        expectProblem(packed, 415, .unsupportedMediaType)
        for type in ["application/json; charset=utf-8", "APPLICATION/JSON", "application/merge-patch+json"] {
            let answer = try server.request(
                "POST", "/api/v1/trips/", token: ann.access, fields: ["Content-Type": type], bytes: body)
            #expect(answer.status == 201, "\(type): \(answer)")
        }
    }

    @Test("JSON that is nested too deep, or no object, or not there")
    func shapes() throws {
        func post(_ text: String) throws -> HTTPAnswer {
            try server.request("POST", "/api/v1/trips/", token: ann.access, fields: json, bytes: Array(text.utf8))
        }
        let deep = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
        expectProblem(try post("{\"x\": \(deep)}"), 400, .malformed)
        expectProblem(try post(String(repeating: "[", count: 100_000)), 400, .malformed)
        for text in ["[]", "\"text\"", "5", "null", "true", "[{}]"] {
            expectProblem(try post(text), 422, .validationFailed)
        }
        expectProblem(try server.call("POST", "/trips/", token: ann.access), 422, .validationFailed)
        expectProblem(
            try server.request("POST", "/api/v1/trips/", token: ann.access, bytes: []), 422, .validationFailed)
    }

    @Test("paths that are no paths of ours")
    func paths() throws {
        let id = try #require(try server.call("POST", "/trips/", token: ann.access, Calls.trip)["id"]?.string)
        for path in [
            "/", "/api", "/api/v1", "/api/v1/", "/api/v2/trips/", "/api/v1/nothing/", "/api/v1/trips//",
            "//api/v1/trips/",
            "/api/v1/trips/%00/", "/api/v1/trips/\(id)%00/", "/api/v1/trips%2f\(id)/", "/api/v1/trips/\(id)%2fplan",
            "/api/v1/trips/%zz/", "/api/v1/trips/%c3%28/", "/api/v1/trips/../trips/", "/api/v1/Trips/",
            "/api/v1/trips/\(id)/plan/x",
            "/api/v1/trips/%2e%2e/", "/api/v1/trips/nonsense/", "/api/v1/trips/0198f000-0000-7000-8000-000000000009/",
        ] {
            expectProblem(try server.request("GET", path, token: ann.access), 404, .notFound)
        }
        for path in [
            "/api/v1/trips", "/api/v1/trips/\(id)", "/api/v1/%74rips/\(id)/", "/api/v1/trips/\(id.uppercased())/",
        ] {
            #expect(try server.request("GET", path, token: ann.access).status == 200, "\(path)")
        }
    }

    @Test("queries that are not percent-encoded UTF-8, or have values that are none")
    func queries() throws {
        for query in ["search=%", "search=%4", "search=%zz", "search=%c3%28", "%ff=1", "cursor=x", "cursor=%00"] {
            expectProblem(try server.call("GET", "/trips/?\(query)", token: ann.access), 400, .malformed)
        }
        for query in [
            "limit=0", "limit=201", "limit=x", "limit=", "limit=-1", "limit=9999999999999999999", "ordering=size",
            "scope=all", "role=king", "starts_after=today",
        ] {
            expectProblem(try server.call("GET", "/trips/?\(query)", token: ann.access), 422, .validationFailed)
        }
        for query in ["", "&&", "unknown=1", "limit=1&limit=2", "search=%27%20OR%201=1--", "search=a+b%25_"] {
            #expect(try server.call("GET", "/trips/?\(query)", token: ann.access).status == 200, "\(query)")
        }
    }

    @Test("methods: HEAD as GET without a body, OPTIONS and 405 with Allow")
    func methods() throws {
        for path in ["/api/v1/trips/", "/api/v1/trips", "/livez", "/health/db/"] {
            let get = try server.request("GET", path, token: ann.access)
            let head = try server.request("HEAD", path, token: ann.access)
            #expect(head.status == 200 && head.body.isEmpty)
            #expect(head.fields["content-length"] == get.fields["content-length"])
            let options = try server.request("OPTIONS", path)
            #expect(options.status == 204 && options.fields["allow"]?.contains("GET, ") == true, "\(options)")
        }
        for (method, path, allowed) in [
            ("DELETE", "/api/v1/trips/", "POST"), ("PUT", "/api/v1/trips", "GET"),
            ("GET", "/api/v1/auth/login/", "POST"),
            ("HEAD", "/api/v1/auth/login/", "POST"), ("POST", "/livez", "GET"), ("PROPFIND", "/api/v1/trips/", "GET"),
            ("PATCH", "/health/db/", "HEAD"),
        ] {
            let answer = try server.request(method, path, token: ann.access)
            #expect(
                answer.status == 405 && answer.fields["allow"]?.contains(allowed) == true,
                "\(method) \(path): \(answer)")
            if method != "HEAD" { expectProblem(answer, 405, .methodNotAllowed) }
        }
    }
}
