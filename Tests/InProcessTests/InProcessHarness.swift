import CaravanInProcess
import CaravanProtocol
import TransportConformance
import TransportControl

/// Runs the kit on ``InProcessClient``.
struct InProcessHarness: TransportHarness {
    /// Whether calls stay on the calling thread.
    let isSynchronous: Bool

    var capabilities: TransportCapabilities {
        TransportCapabilities(codes: .none, bindsPeers: true, takesAnyShape: false)
    }

    func withPeer(
        _ application: ControlApplication, _ credential: Credential,
        _ body: @escaping @Sendable (any TransportPeer) async throws -> Void
    ) async throws {
        try await body(Peer(client: InProcessClient(application, credential: credential), isSynchronous: isSynchronous))
    }

    private struct Peer: TransportPeer {
        let client: InProcessClient
        let isSynchronous: Bool

        func call(_ operation: String, _ input: JSONValue, meta: JSONObject?) async throws -> TransportAnswer {
            let params = input.with(meta: meta).object ?? [:]
            do throws(Failure) {
                if isSynchronous { return TransportAnswer(.success(try client.callNow(operation, params))) }
                return TransportAnswer(.success(try await client.call(operation, params)))
            } catch {
                return TransportAnswer(.problem(try JSONReader.parse(Problem(error, requestID: "in-process").bytes)))
            }
        }
    }
}
