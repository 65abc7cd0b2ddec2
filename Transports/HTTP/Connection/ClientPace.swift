import NIOCore

/// How long a client has taken for what it is at, as a value: NIO itself waits for ever.
struct ClientPace {
    /// What the server waits for.
    enum Phase {
        /// The first byte of a request: on a connection that has had none yet, or after an answer.
        case request(isFirst: Bool)
        /// The rest of a head.
        case head
        /// The rest of a body, of which so many bytes have come since it was looked at.
        case body(Int)
        /// Nothing: the answer is being made.
        case answer
        /// That the client takes what was sent to it, of which it has taken so many bytes since it was looked at.
        case taking(Int)
        /// That the client sees the end of the connection.
        case end
    }

    /// What a client may take, in seconds but for the rate of bytes, which holds in both directions.
    struct Limits: Sendable {
        var head: Int64
        var bytesPerSecondMin: Int64
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

    /// The client took bytes of what was sent to it.
    mutating func bytesWent(_ count: Int) {
        if case .taking(let before) = phase { phase = .taking(before + count) }
    }

    /// Whether the client has had its time.
    ///
    /// Bytes are counted for as long as a head may take, or a connection be idle, and then anew: who was fast may not
    /// stop for as long as he likes, and the first second says nothing about a client.
    mutating func isOver(_ limits: Limits, now: NIODeadline) -> Bool {
        let seconds = (now - since).nanoseconds / 1_000_000_000
        switch phase {
        case .request(let isFirst): return seconds >= (isFirst ? limits.head : limits.idle)
        case .head: return seconds >= limits.head
        case .body(let bytes):
            guard seconds >= limits.head else { return false }
            enter(.body(0), now: now)
            return bytes < limits.head * limits.bytesPerSecondMin
        case .answer: return false
        // Who reads slowly gets all of a long answer, who reads a byte now and then does not.
        case .taking(let bytes):
            guard seconds >= limits.idle else { return false }
            enter(.taking(0), now: now)
            return bytes < limits.idle * limits.bytesPerSecondMin
        case .end: return seconds >= limits.end
        }
    }
}
