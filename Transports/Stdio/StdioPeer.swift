import CaravanProtocol
internal import Synchronization

/// The one peer of stdio. It is written to from the loop's thread, which waits for a slow reader: nothing is ever dropped.
///
/// Unchecked: all but the lane and the bell is touched on the loop's thread only.
final class StdioPeer: Peer, @unchecked Sendable {
    let lane: PeerLane
    private let bell: Bell
    private var output: StdioOutput
    private(set) var failure: StdioError?

    init(_ poll: Poll, _ bell: Bell) {
        self.bell = bell
        output = StdioOutput(poll)
        lane = PeerLane(wake: { _ in bell.ring() })
    }

    /// Whether nobody reads any more.
    var isGone: Bool { output.isGone }

    func write(_ message: PeerMessage, _ framing: inout PeerFraming) {
        guard failure == nil, !output.isGone else { return }
        do throws(StdioError) {
            try output.add(line: message.bytes)
        } catch {
            failure = error
        }
    }

    /// A session that ends takes its subscriptions along; the process stays for whoever logs in next.
    func end(_ end: PeerEnd) {}

    func roomForMore() async {}

    /// Writes what has come, and so waits for the reader.
    func roomForMoreNow() {
        lane.drain()
        do throws(StdioError) {
            try output.flush()
        } catch {
            failure = failure ?? error
        }
    }

    /// Writes what is collected.
    func flush() throws(StdioError) {
        if let failure { throw failure }
        try output.flush()
    }
}
