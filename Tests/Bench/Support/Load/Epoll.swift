import CLinux
import Glibc

/// Descriptors that are waited for together.
package final class Epoll {
    private let descriptor = epoll_create1(0)
    private var events = [epoll_event](repeating: epoll_event(), count: 256)

    package init() {}

    deinit { close(descriptor) }

    /// Waits for something to read from a descriptor, which goes by the number.
    package func add(_ added: Int32, number: Int) throws {
        var event = epoll_event(events: EPOLLIN.rawValue, data: epoll_data(u64: UInt64(number)))
        guard epoll_ctl(descriptor, EPOLL_CTL_ADD, added, &event) == 0 else {
            throw BenchError("epoll_ctl: errno \(errno)")
        }
    }

    /// No longer waits for it.
    package func remove(_ removed: Int32) { _ = epoll_ctl(descriptor, EPOLL_CTL_DEL, removed, nil) }

    /// Calls `body` with the number of each descriptor that is ready, once some are. Throws where none is for so long.
    package func wait(seconds: Int32, _ body: (Int) throws -> Void) throws {
        guard try wait(milliseconds: seconds * 1000, body) else { throw BenchError("no answer within \(seconds) s") }
    }

    /// Calls `body` with the number of each descriptor that is ready; answers whether the wait was not in vain.
    package func wait(milliseconds: Int32, _ body: (Int) throws -> Void) throws -> Bool {
        let count = epoll_wait(descriptor, &events, Int32(events.count), milliseconds)
        if count < 0, errno == EINTR { return true }
        guard count > 0 else { return false }
        for index in 0..<Int(count) { try body(Int(events[index].data.u64)) }
        return true
    }
}
