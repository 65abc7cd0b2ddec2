import NIOCore
import Synchronization

/// A room: its peers by event loop, and one order for all of them.
final class Room: Sendable {
    private struct Log {
        var revision = 0
        /// Only where they are kept.
        var frames: [ByteBuffer] = []
    }

    private let parts: [RoomPart]
    private let isKeeping: Bool
    private let log = Mutex(Log())

    init(_ flushers: [Flusher], _ options: ControlOptions) {
        parts = flushers.map { RoomPart($0, options.fault) }
        isKeeping = options.isKeeping
    }

    func part(of loop: any EventLoop) -> RoomPart? { parts.first { $0.loop === loop } }

    /// A peer on its own loop gets everything from now on, and before that what it has missed.
    func enter(_ peer: Peer, _ part: RoomPart, since: Int?) {
        log.withLock { log in
            let success = #"{"type":"subscription_success","revision":\#(log.revision)}"#
            let missed = since.map { Array(log.frames.dropFirst($0)) } ?? []
            // Under the lock: all loops queue what a room says in the same order.
            part.loop.execute {
                part.add(peer)
                for frame in [ServerFrame.text(success)] + missed { part.send(frame, to: peer) }
            }
        }
    }

    /// Gives a message its revision and everybody the message.
    func say(_ text: ByteBuffer) {
        log.withLock { log in
            log.revision += 1
            let frame = ServerFrame.numbered(text, log.revision)
            if isKeeping { log.frames.append(frame) }
            for part in parts { part.loop.execute { part.deliver(frame, except: nil) } }
        }
    }

    /// Gives the others something that has no order.
    func whisper(_ text: ByteBuffer, from peer: Peer, _ own: RoomPart) {
        let frame = ServerFrame.text(text)
        for part in parts where part !== own { part.loop.execute { part.deliver(frame, except: peer) } }
        own.deliver(frame, except: peer)
    }
}
