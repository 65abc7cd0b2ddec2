import CaravanProtocol
import HTTPTestSupport
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
            try await body(HTTPPeer(connection, application.operations, credential))
        }
    }
}
