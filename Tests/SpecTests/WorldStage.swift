import CaravanCore
import CaravanProtocol
import Scenarios
import TestSupport

/// A world in which scenarios are played, without the transport.
struct WorldStage: Sendable {
    let world: TestWorld

    func wait(seconds: Int64) { world.clock.advance(seconds: seconds) }

    func lastMail(to address: String) async -> String? {
        _ = await world.caravan.runDueJobs()
        return world.mailer.messages.last { $0.to == address }?.text
    }
}
