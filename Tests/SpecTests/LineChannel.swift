import Foundation

/// A client's two ends of a stdio transport: lines out, lines in. Letting go of it ends the transport's input.
final class LineChannel: Sendable {
    /// The transport ended the connection.
    struct Ended: Error {}

    private let writing: Int32
    private let lines: AsyncStream<[UInt8]>

    init(reading: Int32, writing: Int32) {
        self.writing = writing
        let (lines, continuation) = AsyncStream.makeStream(of: [UInt8].self)
        self.lines = lines
        // Reading blocks, so it may not stand on a thread of the Swift runtime.
        Thread.detachNewThread {
            let input = FileHandle(fileDescriptor: reading, closeOnDealloc: true)
            var held = Data()
            while case let piece = input.availableData, !piece.isEmpty {
                held += piece
                while let end = held.firstIndex(of: UInt8(ascii: "\n")) {
                    continuation.yield(Array(held[..<end]))
                    held = held[(end + 1)...]
                }
            }
            continuation.finish()
        }
    }

    deinit { PipeEnds.close(writing) }

    func send(_ line: [UInt8]) throws {
        try FileHandle(fileDescriptor: writing, closeOnDealloc: false).write(contentsOf: line + [UInt8(ascii: "\n")])
    }

    func receive() async throws -> [UInt8] {
        for await line in lines { return line }
        throw Ended()
    }
}

/// A new pipe.
struct PipeEnds {
    let reading: Int32
    let writing: Int32

    init() throws {
        var numbers: [Int32] = [-1, -1]
        guard pipe(&numbers) == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
        (reading, writing) = (numbers[0], numbers[1])
    }

    static func close(_ numbers: Int32...) {
        for number in numbers { _ = Foundation.close(number) }
    }
}
