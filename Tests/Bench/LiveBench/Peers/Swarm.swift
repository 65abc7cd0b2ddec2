import BenchSupport
import Glibc

/// WebSockets to one server, held by one thread.
final class Swarm {
    /// A number that no peer has.
    private static let timer = Int(Int32.max)
    let stage: any Stage
    private(set) var peers: [Peer] = []
    private let epoll = Epoll()
    /// A frame must fit in.
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 2 << 20, alignment: 16)

    /// Frames that the checks have not counted yet.
    private var heard = 0

    init(_ stage: any Stage) { self.stage = stage }

    deinit { buffer.deallocate() }

    /// Opens a socket for each seat and subscribes it, a hundred at once.
    func seat(_ seats: [Seat], since: Int? = nil, isNarrow: Bool = false) throws {
        for start in stride(from: 0, to: seats.count, by: 100) {
            let first = peers.count
            for seat in seats[start..<min(start + 100, seats.count)] {
                let peer = try Peer(port: stage.server.port, seat, isNarrow: isNarrow)
                if let since { peer.order.start(at: since) }
                try epoll.add(peer.descriptor, number: peers.count)
                peers.append(peer)
                try peer.send(Upgrade.request(stage.upgrade(seat)))
            }
            while peers[first...].contains(where: { $0.state != .subscribed }) {
                let isHeard = try turn(milliseconds: 10_000) { peer, notice in
                    if notice.kind == .error { throw BenchError(String(decoding: notice.bytes, as: UTF8.self)) }
                }
                if let closed = peers[first...].first(where: { $0.state == .closed }) {
                    throw BenchError("a socket was closed with \(closed.closeCode ?? 0) before it was subscribed")
                }
                guard isHeard else { throw BenchError("a socket is not subscribed within 10 s") }
                for peer in peers[first...] where peer.state == .upgrading && peer.isUpgraded {
                    peer.state = .subscribing
                    try peer.send(ClientFrame.text(stage.subscription(peer.seat, since: since)))
                }
            }
        }
    }

    /// Reads what comes, once; answers whether anything did.
    func turn(
        milliseconds: Int32, pace: Pace? = nil, onPace: () throws -> Void = {},
        _ body: (Peer, Notice) throws -> Void
    ) throws -> Bool {
        try epoll.wait(milliseconds: milliseconds) { number in
            if number == Self.timer {
                pace?.drain()
                try onPace()
            } else {
                try receive(peers[number], body)
            }
        }
    }

    func follow(_ pace: Pace) throws { try epoll.add(pace.descriptor, number: Self.timer) }

    func leave(_ pace: Pace) { epoll.remove(pace.descriptor) }

    /// Stops reading.
    func silence(_ peer: Peer) { epoll.remove(peer.descriptor) }

    /// Reads again.
    func wake(_ number: Int) throws { try epoll.add(peers[number].descriptor, number: number) }

    /// Reads what still comes for so long after the last of it.
    func linger(milliseconds: Int32) throws {
        while try turn(milliseconds: milliseconds, { _, _ in }) {}
    }

    private func receive(_ peer: Peer, _ body: (Peer, Notice) throws -> Void) throws {
        guard peer.state != .closed else { return epoll.remove(peer.descriptor) }
        let kept = peer.partial.count
        if kept > 0 { buffer.copyBytes(from: peer.partial) }
        let count = recv(peer.descriptor, buffer.baseAddress.map { $0 + kept }, buffer.count - kept, 0)
        if count < 0, errno == EAGAIN { return }
        guard count > 0 else {
            peer.state = .closed
            return epoll.remove(peer.descriptor)
        }
        let taken = try take(UnsafeRawBufferPointer(rebasing: buffer[..<(kept + count)]), peer, body)
        let rest = kept + count - taken
        guard rest < buffer.count else { throw BenchError("a frame is longer than \(buffer.count)") }
        if rest > 0 {
            peer.partial = Array(buffer[taken..<(taken + rest)])
        } else if kept > 0 {
            peer.partial = []
        }
    }

    /// Answers how many bytes were taken.
    private func take(
        _ bytes: UnsafeRawBufferPointer, _ peer: Peer, _ body: (Peer, Notice) throws -> Void
    ) throws -> Int {
        var taken = 0
        if !peer.isUpgraded {
            guard let end = try Upgrade.end(of: bytes) else { return 0 }
            peer.isUpgraded = true
            taken = end
        }
        while let frame = try ServerFrame(UnsafeRawBufferPointer(rebasing: bytes[taken...])) {
            taken += frame.length
            switch frame.opcode {
            case 1: try hear(Notice(frame.payload), peer, body)
            case 8:
                peer.closeCode = frame.closeCode
                peer.state = .closed
            case 9:
                peer.pings += 1
                try peer.send(ClientFrame.pong(Array(frame.payload)))
            default: throw BenchError("a frame with opcode \(frame.opcode)")
            }
        }
        return taken
    }

    func takeHeard() -> Int {
        defer { heard = 0 }
        return heard
    }

    private func hear(_ notice: Notice, _ peer: Peer, _ body: (Peer, Notice) throws -> Void) throws {
        heard += 1
        if notice.kind == .subscribed {
            peer.state = .subscribed
            peer.head = notice.revision ?? 0
            if peer.order.last == nil { peer.order.start(at: peer.head) }
        } else if let revision = notice.revision {
            peer.order.see(revision)
        }
        try body(peer, notice)
    }
}
