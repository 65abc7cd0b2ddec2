import CaravanProtocol
internal import Synchronization

/// The one log of the control application, and who follows it: entries are their own numbers, from 1.
final class ControlFeed: Sendable {
    private struct State {
        var head: Int64 = 0
        var followers: [(id: UInt64, peer: any Peer)] = []
        var lastID: UInt64 = 0
    }

    /// How much is sent at once to who is behind.
    private static let pageMax: Int64 = 100
    private let state = Mutex(State())

    var head: Int64 { state.withLock { $0.head } }

    func newID() -> UInt64 {
        state.withLock { state in
            state.lastID += 1
            return state.lastID
        }
    }

    /// Appends entries, each with a remark that stands in no log before it if it is told to.
    func emit(_ count: Int, ephemeral: Bool) {
        for _ in 0..<count {
            state.withLock { state in
                state.head += 1
                let head = state.head
                for (_, peer) in state.followers {
                    if ephemeral { peer.lane.send(Self.message(.ephemeral, ["typing": .int(head)]), to: peer) }
                    peer.lane.send(Self.message(.durable, ["revision": .int(head)]), to: peer)
                }
            }
        }
    }

    /// Sends a page of what comes after the position, or follows from there on if that is the head.
    ///
    /// - Returns: Where it is then; `nil` once it follows.
    func advance(_ id: UInt64, _ peer: any Peer, from position: Int64) -> Int64? {
        state.withLock { state in
            guard position < state.head else {
                state.followers.append((id, peer))
                return nil
            }
            let end = min(position + Self.pageMax, state.head)
            for revision in (position + 1)...end {
                peer.lane.send(Self.message(.durable, ["revision": .int(revision)]), to: peer)
            }
            return end
        }
    }

    func leave(_ id: UInt64) { state.withLock { $0.followers.removeAll { $0.id == id } } }

    private static func message(_ kind: PeerMessage.Kind, _ params: JSONObject) -> PeerMessage {
        var writer = JSONWriter()
        writer.value(["jsonrpc": "2.0", "method": "event", "params": .object(params)])
        return PeerMessage(kind, writer.bytes)
    }
}
