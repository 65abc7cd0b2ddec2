import CaravanProtocol

/// What the reader thread does: reads lines, performs them one after the other, writes the answers, and between them what
/// the peer is subscribed to.
struct StdioLoop {
    /// How much is read at once, in bytes.
    private static let readBytesMax = 64 * 1024

    private let application: any Application
    private let poll: Poll
    private let peer: StdioPeer
    private let session: RPCSession
    private var framer = LineFramer(lengthMax: Limits.lineBytesMax)

    init(_ application: any Application, _ visit: PeerVisit, _ poll: Poll) {
        self.application = application
        self.poll = poll
        peer = StdioPeer(poll, poll.bell)
        session = RPCSession(application, OperationTable(application), visit, peer)
    }

    /// Serves until the input ends, nobody reads the output any more, or the wake-up comes.
    mutating func run() throws(StdioError) {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.readBytesMax, alignment: 16)
        defer { buffer.deallocate() }
        defer { session.ended() }
        session.beginNow()
        while try step(buffer) {}
    }

    /// Waits for one piece of the input, or for something else to write, and answers what ends in it; false at the end.
    private mutating func step(_ buffer: UnsafeMutableRawBufferPointer) throws(StdioError) -> Bool {
        let ready = try awaitReady()
        guard !poll.wakeUp.isGiven, !ready.contains(.outputGone) else { return false }
        guard ready.contains(.input) else { return !peer.isGone }
        switch try poll.input.read(into: buffer) {
        case .wouldBlock:
            return true
        case .gone, .bytes(0):
            finishLines()
            attend()
            try peer.flush()
            return false
        case .bytes(let count):
            let piece = UnsafeRawBufferPointer(rebasing: buffer[..<count]).assumingMemoryBound(to: UInt8.self)
            append(piece)
            try peer.flush()
            return !peer.isGone
        }
    }

    /// Writes what waits, then waits for the input, the bell or the end.
    private func awaitReady() throws(StdioError) -> Poll.Ready {
        poll.bell.beginWaiting()
        attend()
        try peer.flush()
        let ready = try poll.forInput()
        poll.bell.endWaiting(wasRung: ready.contains(.bell))
        return ready
    }

    /// Lets the application do what the peer waits for, and writes it.
    private func attend() {
        application.attendNow()
        peer.lane.drain()
    }

    private mutating func append(_ piece: UnsafeBufferPointer<UInt8>) {
        // Taken out so that `answer` may change the rest meanwhile.
        var framer = self.framer
        self.framer = LineFramer(lengthMax: 0)
        framer.append(piece) { answer($0) }
        self.framer = framer
    }

    private mutating func finishLines() {
        var framer = self.framer
        self.framer = LineFramer(lengthMax: 0)
        framer.finish { answer($0) }
    }

    private func answer(_ line: LineFramer.Line) {
        // What was read but not begun when serving ends is left undone: its client never hears of it.
        guard peer.failure == nil, !peer.isGone, !poll.wakeUp.isGiven else { return }
        switch line {
        case .line(let bytes): session.receiveNow(bytes)
        case .tooLong:
            let refusal = Failure(.tooLarge, "A line has at most \(Limits.lineBytesMax) bytes.")
            session.refuse(RPCFault(id: .null, .invalidRequest, refusal))
        }
        attend()
    }
}
