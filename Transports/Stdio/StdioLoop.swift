import CaravanProtocol

/// What the reader thread does: reads lines, performs them one after the other, writes the answers.
struct StdioLoop {
    /// How much is read at once, in bytes.
    private static let readBytesMax = 64 * 1024

    private let application: any Application
    private let poll: Poll
    private var peer: RPCPeer
    private var framer = LineFramer(lengthMax: Limits.lineBytesMax)
    private var output: StdioOutput
    private var failure: StdioError?

    init(_ application: any Application, peer: RPCPeer, poll: Poll) {
        self.application = application
        self.peer = peer
        self.poll = poll
        output = StdioOutput(poll)
    }

    /// Serves until the input ends, nobody reads the output any more, or the wake-up comes.
    mutating func run() throws(StdioError) {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.readBytesMax, alignment: 16)
        defer { buffer.deallocate() }
        while try step(buffer) {}
    }

    /// Waits for one piece of the input and answers what ends in it; false at the end.
    private mutating func step(_ buffer: UnsafeMutableRawBufferPointer) throws(StdioError) -> Bool {
        let ready = try poll.forInput()
        guard !poll.wakeUp.isGiven, !ready.contains(.outputGone) else { return false }
        switch try poll.input.read(into: buffer) {
        case .wouldBlock:
            return true
        case .gone, .bytes(0):
            finishLines()
            try flush()
            return false
        case .bytes(let count):
            let piece = UnsafeRawBufferPointer(rebasing: buffer[..<count]).assumingMemoryBound(to: UInt8.self)
            append(piece)
            try flush()
            return !output.isGone
        }
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

    private mutating func answer(_ line: LineFramer.Line) {
        // What was read but not begun when serving ends is left undone: its client never hears of it.
        guard failure == nil, !output.isGone, !poll.wakeUp.isGiven else { return }
        let answer: [UInt8]?
        switch line {
        case .line(let bytes): answer = peer.answer(bytes, application)
        case .tooLong:
            let refusal = Failure(.tooLarge, "A line has at most \(Limits.lineBytesMax) bytes.")
            answer = peer.refuse(RPCFault(id: .null, .invalidRequest, refusal), application)
        }
        guard let answer else { return }
        do throws(StdioError) {
            try output.add(line: answer)
        } catch {
            failure = error
        }
    }

    private mutating func flush() throws(StdioError) {
        if let failure { throw failure }
        try output.flush()
    }
}
