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

    func call(_ operation: String, _ input: JSONValue, meta: JSONObject?) async throws -> TransportAnswer {
        do throws(Failure) {
            let params = input.with(meta: meta).object ?? [:]
            return TransportAnswer(.success(try await client.call(operation, params)))
        } catch {
            return TransportAnswer(
                .problem(try JSONReader.parse(Problem(error, requestID: world.caravan.newRequestID()).bytes)))
        }
    }
}
