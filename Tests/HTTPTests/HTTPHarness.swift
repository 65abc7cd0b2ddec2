import CaravanProtocol
import NIOHTTP1
import TransportConformance
import TransportControl

/// Runs the kit over HTTP, each call on a connection of its own.
struct HTTPHarness: TransportHarness {
    var capabilities: TransportCapabilities {
        TransportCapabilities(codes: .httpStatus, linksPages: true, bodyBytesMax: Limits.bodyBytesMax)
    }

    func withPeer(
        _ application: ControlApplication, _ credential: Credential,
        _ body: @escaping @Sendable (any TransportPeer) async throws -> Void
    ) async throws {
        try await RunningServer.with(application) { connection in
            try await body(Peer(connection: connection, operations: application.operations, credential: credential))
        }
    }

    private struct Peer: TransportPeer {
        let connection: TestConnection
        let operations: [OperationDescriptor]
        let credential: Credential

        func call(_ operation: String, _ input: JSONValue) async throws -> TransportAnswer {
            let routed = RoutedCall(operations.first { $0.name == operation }, input)
            let response = try await connection.send(request(routed))
            let value = response.body.isEmpty ? JSONValue?.none : try JSONReader.parse(response.body)
            let isProblem = response["Content-Type"] == "application/problem+json"
            return TransportAnswer(
                isProblem ? .problem(value ?? .null) : .success(value), code: response.status,
                linkedNext: response["Link"].flatMap(Self.cursor))
        }

        private func request(_ call: RoutedCall) -> TestRequest {
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
            if case .bearer(let token) = credential { request = request.authorized("Bearer " + token) }
            return request
        }

        private static func cursor(_ link: String) -> String? {
            guard link.hasSuffix(">; rel=\"next\""), let range = link.firstRange(of: "cursor=") else { return nil }
            return String(link[range.upperBound...].prefix { $0 != ">" && $0 != "&" })
        }
    }
}
