import CaravanCore
import CaravanProtocol
import HTTPTestSupport
import Scenarios
import Synchronization
import TestSupport
import TransportConformance

/// Requests to a server of its own; a login's access token goes with the calls after it.
struct HTTPStage: ScenarioStage {
    let stage: WorldStage
    let takesRevisions = false
    private let connection: TestConnection

    func connect() -> any TransportPeer { HTTPPeer(connection, stage.world.caravan.operations, keepsToken: true) }
    func wait(seconds: Int64) { stage.wait(seconds: seconds) }
    func lastMail(to address: String) async -> String? { await stage.lastMail(to: address) }

    /// Serves while `body` runs.
    static func serve<R: Sendable>(
        _ stage: WorldStage, _ body: @escaping @Sendable (HTTPStage) async throws -> R
    ) async throws -> R {
        let result = Mutex<R?>(nil)
        try await RunningServer.with(stage.world.caravan) { connection in
            let played = try await body(HTTPStage(stage: stage, connection: connection))
            result.withLock { $0 = played }
        }
        guard let played = result.withLock({ $0 }) else { throw NeverServed() }
        return played
    }

    private struct NeverServed: Error {}
}
