import NIOCore
import Synchronization

/// One delivery that goes wrong on purpose.
final class Fault: Sendable {
    enum Kind: String {
        case drop, double, swap
    }

    private struct State {
        var deliveries = 0
        /// A frame that waits until its peer has got the next one.
        var held: (peer: ObjectIdentifier, frame: ByteBuffer)?
    }

    private let kind: Kind
    private let place: Int
    private let state = Mutex(State())

    init(_ kind: Kind, at place: Int) { (self.kind, self.place) = (kind, place) }

    /// What a peer gets in place of a frame.
    func frames(for frame: ByteBuffer, to peer: Peer) -> [ByteBuffer] {
        state.withLock { state in
            state.deliveries += 1
            if let held = state.held, held.peer == ObjectIdentifier(peer) {
                state.held = nil
                return [frame, held.frame]
            }
            guard state.deliveries == place else { return [frame] }
            switch kind {
            case .drop: return []
            case .double: return [frame, frame]
            case .swap:
                state.held = (ObjectIdentifier(peer), frame)
                return []
            }
        }
    }
}
