import CaravanProtocol
import Synchronization

/// What became of a publication, for the call that made it.
final class PublicationOutcome: Sendable {
    private struct State {
        var isAnsweredByEvent = false
        var end: PeerEnd?
        var lanes: [PeerLane] = []
    }

    private let state = Mutex(State())

    func note(isAnsweredByEvent: Bool, end: PeerEnd?, lanes: [PeerLane]) {
        state.withLock { state in
            // A call may publish more than once: its transactions are several.
            state.isAnsweredByEvent = isAnsweredByEvent
            state.end = end ?? state.end
            state.lanes += lanes
        }
    }

    /// Tells the reply what the asking peer has to know.
    func finish(_ reply: inout Reply) {
        state.withLock { state in
            reply.isAnsweredByEvent = state.isAnsweredByEvent
            reply.end = state.end
        }
    }

    /// Returns when nothing more is written to the peers whose access has ended.
    func settled() async {
        for lane in state.withLock({ $0.lanes }) { await lane.settled() }
    }
}
