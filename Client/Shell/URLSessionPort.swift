import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// Calls and streams over Foundation's URLSession.
public final class URLSessionPort: HTTPPort, LivePort {
    /// How long a call, and how long a stream without a byte (the server sends some every 30 s), is waited for.
    private let timeoutSeconds: Double
    private static let answerBytesMax = 256 * 1024 * 1024

    public init(timeoutSeconds: Double = 60) {
        self.timeoutSeconds = timeoutSeconds
    }

    /// The answer is larger than any of this protocol.
    struct TooLarge: Error {}

    public func send(_ call: HTTPCall) async throws -> HTTPReply {
        let request = try Self.request(call, timeoutSeconds)
        let (data, response) = try await URLSession.shared.data(for: request)
        guard let answer = response as? HTTPURLResponse else { throw URLError(.badServerResponse) }
        guard data.count <= Self.answerBytesMax else { throw TooLarge() }
        return HTTPReply(status: answer.statusCode, headers: Self.headers(answer), body: Array(data))
    }

    public func listen(_ call: HTTPCall) -> AsyncThrowingStream<LiveSignal, any Error> {
        // The newest: each says the same, that there is something to pull.
        AsyncThrowingStream(bufferingPolicy: .bufferingNewest(16)) { continuation in
            do {
                let request = try Self.request(call, timeoutSeconds)
                let configuration = URLSessionConfiguration.ephemeral
                configuration.timeoutIntervalForRequest = timeoutSeconds
                let session = URLSession(
                    configuration: configuration, delegate: URLSessionEvents(continuation), delegateQueue: nil)
                continuation.onTermination = { _ in session.invalidateAndCancel() }
                session.dataTask(with: request).resume()
            } catch {
                continuation.finish(throwing: error)
            }
        }
    }

    private static func request(_ call: HTTPCall, _ timeoutSeconds: Double) throws -> URLRequest {
        guard let url = URL(string: call.url) else { throw URLError(.badURL) }
        var request = URLRequest(url: url, timeoutInterval: timeoutSeconds)
        request.httpMethod = call.method
        for (name, value) in call.headers { request.setValue(value, forHTTPHeaderField: name) }
        request.httpBody = call.body.map { Data($0) }
        // Nothing of an account is answered from a cache.
        request.cachePolicy = .reloadIgnoringLocalCacheData
        return request
    }

    private static func headers(_ answer: HTTPURLResponse) -> [String: String] {
        var headers: [String: String] = [:]
        for (name, value) in answer.allHeaderFields {
            if let name = name as? String, let value = value as? String { headers[name.lowercased()] = value }
        }
        return headers
    }
}
