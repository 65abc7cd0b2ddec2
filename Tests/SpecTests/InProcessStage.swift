import CaravanCore
import CaravanInProcess
import CaravanProtocol
import Scenarios
import TestSupport
import TransportConformance

/// Calls in this process.
struct InProcessStage: ScenarioStage {
    let stage: WorldStage

    func connect() -> any TransportPeer { InProcessPeer(client: stage.world.peer(), world: stage.world) }
    func wait(seconds: Int64) { stage.wait(seconds: seconds) }
    func lastMail(to address: String) async -> String? { await stage.lastMail(to: address) }
}

private struct InProcessPeer: TransportPeer {
    let client: InProcessClient
    let world: TestWorld

    func call(_ operation: String, _ input: JSONValue) async throws -> TransportAnswer {
        do throws(Failure) {
            return TransportAnswer(.success(try await client.call(operation, input.object ?? [:])))
        } catch {
            return TransportAnswer(
                .problem(try JSONReader.parse(Problem(error, requestID: world.caravan.newRequestID()).bytes)))
        }
    }
}
