/// Collects answers and writes them in as few calls as it can, each line whole before the next.
struct StdioOutput {
    /// How much is collected before it is written although more requests wait, in bytes.
    static let collectedBytesMax = 64 * 1024
    /// How much is written at once to what may block: a pipe that is ready takes this much (`PIPE_BUF`).
    private static let pieceBytesMax = 4096
    /// How long a client that reads nothing is waited for once serving shall end, for each piece.
    private static let lastWaitMilliseconds: Int32 = 1000

    private let poll: Poll
    private let isRegularFile: Bool
    private var collected: [UInt8] = []
    /// Whether nobody reads any more; then there is nothing left to do.
    private(set) var isGone = false

    init(_ poll: Poll) {
        self.poll = poll
        isRegularFile = poll.output.isRegularFile
    }

    /// Adds one message as a line.
    mutating func add(line: [UInt8]) throws(StdioError) {
        collected.append(contentsOf: line)
        collected.append(UInt8(ascii: "\n"))
        if collected.count >= Self.collectedBytesMax { try flush() }
    }

    /// Writes what is collected. It waits for a slow reader, which is what slows the reading of requests down.
    mutating func flush() throws(StdioError) {
        var start = 0
        while start < collected.count, !isGone {
            let end = isRegularFile ? collected.count : min(collected.count, start + Self.pieceBytesMax)
            if !isRegularFile, try !waitForRoom() { break }
            switch try write(start..<end) {
            case .bytes(let count): start += count
            case .wouldBlock: continue
            case .gone: isGone = true
            }
        }
        collected.removeAll(keepingCapacity: collected.capacity <= 16 * Self.collectedBytesMax)
    }

    /// Whether there is room; not if the reader is gone or, at the end of serving, stands still.
    private mutating func waitForRoom() throws(StdioError) -> Bool {
        var ready = try poll.forOutput()
        if ready.isEmpty { ready = try poll.forOutput(milliseconds: Self.lastWaitMilliseconds) }
        isGone = ready.contains(.outputGone) || ready.isEmpty
        return !isGone
    }

    private func write(_ range: Range<Int>) throws(StdioError) -> Descriptor.Moved {
        let result = collected.withUnsafeBytes { bytes in
            Result { () throws(StdioError) in try poll.output.write(UnsafeRawBufferPointer(rebasing: bytes[range])) }
        }
        return try result.get()
    }
}
