import Glibc
import NIOCore
import NIOPosix
import Synchronization

/// A connection that sends bytes as they are, keeps what comes back, and may be as rude as a client can be.
package final class RawClient: Sendable {
    /// Not the server's, which may have much to do.
    private static let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)

    private let channel: any Channel
    private let inbox: Inbox

    private init(_ channel: any Channel, _ inbox: Inbox) {
        self.channel = channel
        self.inbox = inbox
    }

    /// - Parameter isReading: whether what comes is taken; else it waits in the sockets' buffers.
    package static func connect(port: Int, isReading: Bool = true) async throws -> RawClient {
        let inbox = Inbox()
        let channel = try await ClientBootstrap(group: group)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .channelOption(.autoRead, value: isReading)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Collector(inbox))
                }
            }
            .connect(host: "127.0.0.1", port: port).get()
        return RawClient(channel, inbox)
    }

    // MARK: - Sending

    package func send(_ text: String) { send(Array(text.utf8)) }

    /// Sends the bytes, without waiting until they are taken.
    package func send(_ bytes: [UInt8]) { channel.writeAndFlush(ByteBuffer(bytes: bytes), promise: nil) }

    /// Says that nothing more comes, and goes on reading.
    package func endOutput() { channel.close(mode: .output, promise: nil) }

    package func startReading() async throws {
        try await channel.setOption(.autoRead, value: true).get()
        channel.read()
    }

    /// Takes some of what is there.
    package func readOnce() { channel.read() }

    package func close() async { try? await channel.close().get() }

    /// Ends the connection with a reset.
    package func reset() async {
        try? await (channel as? any SocketOptionProvider)?.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
        await close()
    }

    // MARK: - What came

    package var bytes: [UInt8] { inbox.state.withLock { $0.bytes } }
    /// What came behind so many bytes.
    package func bytes(from start: Int) -> [UInt8] { inbox.state.withLock { Array($0.bytes[start...]) } }
    package var text: String { String(decoding: bytes, as: UTF8.self) }
    /// Whether the server has ended the connection.
    package var isEnded: Bool { inbox.state.withLock { $0.isEnded } }

    /// Waits until the server ends the connection; false if it does not do so in time.
    package func ends(within seconds: Double = 60) async throws -> Bool {
        try await waits(seconds) { self.isEnded }
    }

    /// Waits until the text came so often; false if it does not come in time.
    package func gets(_ text: String, times: Int = 1, within seconds: Double = 60) async throws -> Bool {
        var count = 0
        var start = 0
        return try await waits(seconds) {
            // Only what came since the last look, and where the text may have begun before it.
            let new = self.bytes(from: start)
            if let last = new.positions(of: text).last {
                count += new.count(of: text)
                start += last + text.utf8.count
            } else {
                start += max(0, new.count - text.utf8.count + 1)
            }
            return count >= times
        }
    }

    private func waits(_ seconds: Double, _ isTrue: () -> Bool) async throws -> Bool {
        let deadline = ContinuousClock.now + .seconds(seconds)
        while !isTrue() {
            guard ContinuousClock.now < deadline else { return false }
            try await Task.sleep(for: .milliseconds(5))
        }
        return true
    }

    private final class Inbox: Sendable {
        let state = Mutex<(bytes: [UInt8], isEnded: Bool)>(([], false))
    }

    private final class Collector: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer

        private let inbox: Inbox

        init(_ inbox: Inbox) {
            self.inbox = inbox
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            unwrapInboundIn(data).withUnsafeReadableBytes { new in
                inbox.state.withLock { $0.bytes.append(contentsOf: new) }
            }
        }

        func channelInactive(context: ChannelHandlerContext) { inbox.state.withLock { $0.isEnded = true } }

        func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
            if case .inputClosed? = event as? ChannelEvent { inbox.state.withLock { $0.isEnded = true } }
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
    }
}
