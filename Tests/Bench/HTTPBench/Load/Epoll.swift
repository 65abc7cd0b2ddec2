import CLinux
import Glibc

/// Descriptors that are waited for together.
final class Epoll {
    private let descriptor = epoll_create1(0)
    private var events = [epoll_event](repeating: epoll_event(), count: 256)

    deinit { close(descriptor) }

    /// Waits for something to read from a descriptor, which goes by the number.
    func add(_ added: Int32, number: Int) throws {
        var event = epoll_event(events: EPOLLIN.rawValue, data: epoll_data(u64: UInt64(number)))
        guard epoll_ctl(descriptor, EPOLL_CTL_ADD, added, &event) == 0 else {
            throw BenchError("epoll_ctl: errno \(errno)")
        }
    }

    /// Calls `body` with the number of each descriptor that is ready, once some are.
    func wait(seconds: Int32, _ body: (Int) throws -> Void) throws {
        let count = epoll_wait(descriptor, &events, Int32(events.count), seconds * 1000)
        if count < 0, errno == EINTR { return }
        guard count > 0 else { throw BenchError("no answer within \(seconds) s") }
        for index in 0..<Int(count) { try body(Int(events[index].data.u64)) }
    }
}
