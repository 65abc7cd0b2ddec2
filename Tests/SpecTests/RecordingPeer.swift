import CaravanProtocol
import Synchronization

/// A peer that keeps what it is sent, on a lane that writes at once.
final class RecordingPeer: Peer {
    let lane = PeerLane(wake: { $0.drain() })
    private let received = Mutex<[JSONValue]>([])
    private let closed = Mutex<PeerEnd?>(nil)

    var messages: [JSONValue] { received.withLock { $0 } }
    var end: PeerEnd? { closed.withLock { $0 } }

    func write(_ message: PeerMessage, _ framing: inout PeerFraming) {
        let value = (try? JSONReader.parse(message.bytes, depthMax: .max)) ?? .null
        received.withLock { $0.append(value) }
    }

    func end(_ end: PeerEnd) { closed.withLock { $0 = end } }
    func roomForMore() async {}
}
