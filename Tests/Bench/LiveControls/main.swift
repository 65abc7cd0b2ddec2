import Glibc
import NIOCore
import NIOPosix

// WebSocket rooms on bare SwiftNIO, nothing of Caravan: what the figures of the live bench are compared with.
//
//     bench-live-control [--keep] [--fault drop|double|swap] [--fault-at N]
//
// GET /room/N upgrades. A text that begins with {"type":"subscribe" enters the room; one with {"type":"chat_message" goes
// to everybody in it with the room's next revision; any other goes to the others as it is. --keep has rooms remember what
// they said, for "since". Who does not read what he gets is closed with 4008. --fault spoils the N-th delivery, so that whoever measures can prove that he would notice.

/// Writes to standard error, which is not buffered.
@Sendable func announce(_ line: String) {
    let bytes = Array(line.utf8)
    _ = bytes.withUnsafeBytes { write(2, $0.baseAddress, $0.count) }
}

guard let options = ControlOptions(Array(CommandLine.arguments.dropFirst())) else {
    announce("bench-live-control [--keep] [--fault drop|double|swap] [--fault-at N]\n")
    exit(2)
}
let group = MultiThreadedEventLoopGroup.singleton
let rooms = Rooms(group.makeIterator().map { $0 }, options)
let server = try await ServerBootstrap(group: group)
    .serverChannelOption(.backlog, value: 4096)
    .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
    // A MiB of what is unsent, as Caravan allows.
    .childChannelOption(.writeBufferWaterMark, value: .init(low: 1 << 19, high: 1 << 20))
    .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
    .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(Peer(rooms)) }
    }
    .bind(host: "127.0.0.1", port: 0).get()
announce("listening on http://127.0.0.1:\(server.localAddress?.port ?? 0)\n")
try await server.closeFuture.get()
