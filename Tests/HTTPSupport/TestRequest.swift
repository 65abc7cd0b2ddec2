import CaravanProtocol
import NIOCore
package import NIOHTTP1

/// A request as a test writes it.
package struct TestRequest: Sendable {
    package enum Body: Sendable {
        case none
        /// With a `Content-Length`.
        case whole([UInt8])
        /// In chunks of these sizes.
        case chunks([Int])
    }

    package var method: HTTPMethod
    /// As it is sent, not encoded any more.
    package var target: String
    package var fields: HTTPHeaders
    package var body: Body

    package init(_ method: HTTPMethod, _ target: String, _ fields: HTTPHeaders = [:], body: Body = .none) {
        self.method = method
        self.target = target
        self.fields = fields
        self.body = body
    }

    package static func get(_ path: String, _ fields: HTTPHeaders = [:]) -> TestRequest {
        TestRequest(.GET, "/api/v1" + path, fields)
    }

    package static func post(
        _ path: String, _ text: String?, type: String? = "application/json", _ fields: HTTPHeaders = [:],
        method: HTTPMethod = .POST
    ) -> TestRequest {
        var request = TestRequest(method, "/api/v1" + path, fields)
        if let text { request.body = .whole(Array(text.utf8)) }
        if let type { request.fields.add(name: "Content-Type", value: type) }
        return request
    }

    /// With the token of the control application's caller of that name.
    package func authorized(_ value: String) -> TestRequest {
        var copy = self
        copy.fields.add(name: "Authorization", value: value)
        return copy
    }

    package var parts: [HTTPClientRequestPart] {
        var fields = fields
        fields.add(name: "Host", value: "localhost")
        var content: [HTTPClientRequestPart] = []
        switch body {
        case .none: break
        case .whole(let bytes):
            fields.replaceOrAdd(name: "Content-Length", value: String(bytes.count))
            content = [.body(.byteBuffer(ByteBuffer(bytes: bytes)))]
        case .chunks(let sizes):
            fields.replaceOrAdd(name: "Transfer-Encoding", value: "chunked")
            content = sizes.map { .body(.byteBuffer(ByteBuffer(repeating: 0x20, count: $0))) }
        }
        let head = HTTPRequestHead(version: .http1_1, method: method, uri: target, headers: fields)
        return [.head(head)] + content + [.end(nil)]
    }
}
