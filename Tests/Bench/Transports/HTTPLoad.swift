import Foundation

/// Sends the same request over kept-alive connections, one after the other on each, and reads the answers by their length.
struct HTTPLoad {
    let port: UInt16
    let request: [UInt8]
    let connections: Int

    /// Sends `count` requests in all; throws if an answer is not 200.
    func run(_ count: Int) throws {
        let each = count / connections
        let failures = Failures()
        let group = DispatchGroup()
        for _ in 0..<connections {
            Thread.detachNewThread(in: group) {
                do {
                    let connection = try HTTPConnection(port: port)
                    for _ in 0..<each { try connection.exchange(request) }
                } catch {
                    failures.add("\(error)")
                }
            }
        }
        group.wait()
        if let failure = failures.first { throw BenchError(failure) }
    }
}

extension Thread {
    fileprivate static func detachNewThread(in group: DispatchGroup, _ body: @escaping @Sendable () -> Void) {
        group.enter()
        detachNewThread {
            body()
            group.leave()
        }
    }
}

/// What went wrong on any thread.
final class Failures: @unchecked Sendable {
    // Every access holds the lock.
    private let lock = NSLock()
    private var texts: [String] = []

    func add(_ text: String) { lock.withLock { texts.append(text) } }
    var first: String? { lock.withLock { texts.first } }
}
