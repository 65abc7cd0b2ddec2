import CaravanInProcess
import CaravanProtocol
import Scenarios
import TestSupport

/// Calls in this process.
struct InProcessStage: ScenarioStage {
    let stage: WorldStage

    func connect() -> any ScenarioPeer { InProcessPeer(client: stage.world.peer()) }
    func wait(seconds: Int64) { stage.wait(seconds: seconds) }
    func lastMail(to address: String) async -> String? { await stage.lastMail(to: address) }
}

private struct InProcessPeer: ScenarioPeer {
    let client: InProcessClient

    func call(_ operation: String, _ input: JSONObject) async throws -> ScenarioAnswer {
        do throws(Failure) {
            return .success(try await client.call(operation, input))
        } catch {
            return .problem(try JSONReader.parse(Problem(error, requestID: "in-process").bytes))
        }
    }
}
