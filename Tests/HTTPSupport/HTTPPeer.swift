package import CaravanProtocol
import NIOHTTP1
import Synchronization
package import TransportConformance

/// One caller over HTTP: each call on a connection of its own.
package final class HTTPPeer: TransportPeer {
    private let connection: TestConnection
    private let operations: [OperationDescriptor]
    private let credential: Mutex<Credential>
    private let keepsToken: Bool

    /// - Parameter keepsToken: Whether a login's access token goes with the calls after it, as clients do; HTTP itself
    ///   binds nobody.
    package init(
        _ connection: TestConnection, _ operations: [OperationDescriptor], _ credential: Credential = .none,
        keepsToken: Bool = false
    ) {
        self.keepsToken = keepsToken
        self.connection = connection
        self.operations = operations
        self.credential = Mutex(credential)
    }

    package func call(_ operation: String, _ input: JSONValue, meta: JSONObject?) async throws -> TransportAnswer {
        let descriptor = operations.first { $0.name == operation }
        let routed = RoutedCall(descriptor, input)
        let response = try await connection.send(request(routed, meta))
        let value = response.body.isEmpty ? JSONValue?.none : try JSONReader.parse(response.body)
        if keepsToken, descriptor?.bindsPeer == true, let access = value?["access"]?.string {
            credential.withLock { $0 = .bearer(access) }
        }
        let isProblem = response["Content-Type"] == "application/problem+json"
        return TransportAnswer(
            isProblem ? .problem(value ?? .null) : .success(value), code: response.status,
            linkedNext: response["Link"].flatMap(Self.cursor))
    }

    private func request(_ call: RoutedCall, _ meta: JSONObject?) -> TestRequest {
        let query = call.query.map {
            RoutedCall.percentEncoded($0.name) + "=" + RoutedCall.percentEncoded($0.value)
        }
        let target = "/api/v1" + call.path + (query.isEmpty ? "" : "?" + query.joined(separator: "&"))
        var request = TestRequest(HTTPMethod(rawValue: call.verb.rawValue), target)
        if let body = call.body {
            var writer = JSONWriter()
            writer.value(body)
            request.body = .whole(writer.bytes)
            request.fields.add(name: "Content-Type", value: "application/json")
        }
        for (name, field) in ["idempotency_key": "Idempotency-Key", "if_match": "If-Match"] {
            if let text = meta?[name]?.string { request.fields.add(name: field, value: text) }
        }
        if case .bearer(let token) = credential.withLock({ $0 }) { request = request.authorized("Bearer " + token) }
        return request
    }

    private static func cursor(_ link: String) -> String? {
        guard link.hasSuffix(">; rel=\"next\""), let range = link.firstRange(of: "cursor=") else { return nil }
        return String(link[range.upperBound...].prefix { $0 != ">" && $0 != "&" })
    }
}
