import BenchSupport
import Glibc

/// A client's end of a WebSocket.
final class Peer {
    enum State {
        case upgrading, subscribing, subscribed, closed
    }

    let descriptor: Int32
    let seat: Seat
    var state = State.upgrading
    var isUpgraded = false
    var order = RevisionOrder()
    /// Of the log, when it subscribed.
    var head = 0
    var closeCode: Int?
    var pings = 0
    /// The last turn of its room that it has heard of.
    var turn = -1
    /// What has come of a frame that is not whole.
    var partial: [UInt8] = []

    /// - Parameter isNarrow: takes as little unread as the kernel lets it.
    init(port: Int, _ seat: Seat, isNarrow: Bool) throws {
        self.seat = seat
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        if isNarrow { set(SOL_SOCKET, SO_RCVBUF, 4096) }
        set(Int32(IPPROTO_TCP), TCP_NODELAY, 1)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { throw BenchError("127.0.0.1:\(port) cannot be reached: errno \(errno)") }
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    }

    deinit { close(descriptor) }

    /// Sends a frame, which is short enough to go at once.
    func send(_ bytes: [UInt8]) throws {
        let count = bytes.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
        guard count == bytes.count else { throw BenchError("a frame cannot be sent: errno \(errno)") }
    }

    private func set(_ level: Int32, _ name: Int32, _ value: Int32) {
        var value = value
        setsockopt(descriptor, level, name, &value, socklen_t(MemoryLayout<Int32>.size))
    }
}
