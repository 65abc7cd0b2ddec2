import CaravanNetwork
import CaravanProtocol
import NIOCore

/// A client that reads a stream of events. What it does not take waits here, within limits.
///
/// Unchecked: all but the lane is touched on the event loop only.
final class StreamPeer: Peer, @unchecked Sendable {
    /// From how much that waits nothing more is read from a log for it, in bytes.
    private static let roomBytes = 64 * 1024
    /// What a stream says that has nothing to say, so that nobody takes it for dead: a comment.
    private static let breath = ByteBuffer(string: ":\n\n")
    /// How often it does, in seconds.
    private static let breathSeconds: Int64 = 15

    let lane: PeerLane
    private let eventLoop: any EventLoop
    /// The connection; `nil` before the stream has begun and after its end.
    private weak var connection: ConnectionHandler?
    private var session: (any PeerSession)?
    private var queue = OutboundQueue(liveBytesMax: Limits.unsentLiveBytesMax)
    private var isOver = false
    private var lastWrite: NIODeadline
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(_ lane: PeerLane, _ eventLoop: any EventLoop) {
        self.lane = lane
        self.eventLoop = eventLoop
        lastWrite = eventLoop.now
    }

    // MARK: - On the lane

    func write(_ message: PeerMessage, _ framing: inout PeerFraming) {
        guard !isOver else { return }
        let bytes = framing.framed as? ByteBuffer ?? ByteBuffer(bytes: message.bytes)
        framing.framed = bytes
        if let connection, queue.isEmpty, connection.takesMore {
            connection.write(bytes)
            lastWrite = eventLoop.now
            return
        }
        if !queue.append(bytes, message.kind, liveBytesGone: connection?.bytesBuffered ?? 0) {
            // It knows where to resume: by the id of the last event that it has.
            finish { $0.closeNow() }
        }
    }

    func end(_ end: PeerEnd) {
        queue.dropLive()
        finish { $0.endStream() }
    }

    func roomForMore() async {
        await withCheckedContinuation { continuation in
            // Behind what was sent before, which lies in the lane's queue still.
            lane.run { [self] in
                if isOver || queue.bytes < Self.roomBytes { return continuation.resume() }
                waiting.append(continuation)
            }
        }
    }

    // MARK: - Of the connection

    /// The head of the answer has been written: what waits may follow.
    func begin(_ connection: ConnectionHandler, _ session: any PeerSession) {
        self.connection = connection
        self.session = session
        isOver ? finish { $0.endStream() } : writeOn()
    }

    /// Nothing came of it, or the connection is gone.
    func gone(_ session: (any PeerSession)? = nil) {
        if self.session == nil { self.session = session }
        finish { _ in }
    }

    /// The client takes more.
    func writeOn() {
        while let connection, connection.takesMore, let item = queue.popFirst() {
            connection.write(item.frame)
            lastWrite = eventLoop.now
        }
        connection?.flush()
        if isOver || queue.bytes < Self.roomBytes { release() }
    }

    /// Says something if there has been nothing to say for long.
    func breathe(now: NIODeadline) {
        guard !isOver, let connection, queue.isEmpty, connection.takesMore else { return }
        guard now - lastWrite >= .seconds(Self.breathSeconds) else { return }
        lastWrite = now
        connection.write(Self.breath)
        connection.flush()
    }

    private func finish(_ close: (ConnectionHandler) -> Void) {
        isOver = true
        queue.removeAll()
        release()
        if let connection { close(connection) }
        connection = nil
        session?.ended()
        session = nil
    }

    private func release() {
        for continuation in waiting { continuation.resume() }
        waiting = []
    }
}
