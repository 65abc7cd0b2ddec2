import Foundation
import Synchronization

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// Hands on the bytes of one stream as they come: URLSession's own asynchronous bytes are not on every platform.
final class URLSessionEvents: NSObject, URLSessionDataDelegate {
    private let continuation: AsyncThrowingStream<LiveSignal, any Error>.Continuation
    private let parser = Mutex(EventStreamParser())

    init(_ continuation: AsyncThrowingStream<LiveSignal, any Error>.Continuation) {
        self.continuation = continuation
    }

    func urlSession(
        _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
        completionHandler: @escaping @Sendable (URLSession.ResponseDisposition) -> Void
    ) {
        let status = (response as? HTTPURLResponse)?.statusCode ?? 0
        guard status == 200 else {
            continuation.finish(throwing: LiveRefusal(status: status))
            return completionHandler(.cancel)
        }
        continuation.yield(.opened)
        completionHandler(.allow)
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        for signal in parser.withLock({ $0.take(data) }) { continuation.yield(signal) }
    }

    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        continuation.finish(throwing: error)
        session.finishTasksAndInvalidate()
    }
}
