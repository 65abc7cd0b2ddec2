/// What comes over a stream of events.
public enum LiveSignal: Sendable, Equatable {
    /// The server has accepted it.
    case opened
    /// An event: its `id` and its `data`.
    case event(id: String?, data: String)
}

/// Why a stream of events was not opened.
public struct LiveRefusal: Error, Sendable, Equatable {
    public let status: Int

    public init(status: Int) {
        self.status = status
    }
}

/// How events reach the client (server-sent events, WIRE.md section 4).
public protocol LivePort: Sendable {
    /// Opens a stream. It ends when the server ends it, and throws ``LiveRefusal`` or whatever says that the network is
    /// gone. Dropping it closes the connection. It may drop events that nobody takes, but the last.
    func listen(_ call: HTTPCall) -> AsyncThrowingStream<LiveSignal, any Error>
}
