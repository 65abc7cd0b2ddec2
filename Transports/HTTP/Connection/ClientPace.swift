import NIOCore

/// How long a client has taken for what it is at, as a value: NIO itself waits for ever.
struct ClientPace {
    /// What the server waits for.
    enum Phase {
        /// The first byte of a request: on a connection that has had none yet, or after an answer.
        case request(isFirst: Bool)
        /// The rest of a head.
        case head
        /// The rest of a body, of which so many bytes have come.
        case body(Int)
        /// Nothing: the answer is being made.
        case answer
        /// That the client takes what was sent to it.
        case taking
        /// That the client sees the end of the connection.
        case end
    }

    /// What a client may take, in seconds but for the body's rate.
    struct Limits: Sendable {
        var head: Int64
        var bodyBytesPerSecondMin: Int64
        var idle: Int64
        /// How long bytes are still taken, unread, once the connection is done with: closed at once, it would be reset,
        /// and the client might not see the answer.
        var end: Int64 = 1
    }

    private(set) var phase = Phase.request(isFirst: true)
    private var since: NIODeadline

    init(now: NIODeadline) {
        since = now
    }

    mutating func enter(_ phase: Phase, now: NIODeadline) {
        self.phase = phase
        since = now
    }

    /// Bytes came, whatever they are.
    mutating func bytesCame(_ count: Int, now: NIODeadline) {
        switch phase {
        case .request: enter(.head, now: now)
        case .body(let before): phase = .body(before + count)
        case .head, .answer, .taking, .end: break
        }
    }

    /// Whether the client has had its time.
    func isOver(_ limits: Limits, now: NIODeadline) -> Bool {
        let seconds = (now - since).nanoseconds / 1_000_000_000
        switch phase {
        case .request(let isFirst): return seconds >= (isFirst ? limits.head : limits.idle)
        case .head: return seconds >= limits.head
        // The time for a head goes before the rate is asked for: the first second says nothing about a client.
        case .body(let bytes): return seconds >= limits.head + Int64(bytes) / limits.bodyBytesPerSecondMin
        case .answer: return false
        case .taking: return seconds >= limits.idle
        case .end: return seconds >= limits.end
        }
    }
}
