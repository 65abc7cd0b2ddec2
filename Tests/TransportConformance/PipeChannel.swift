import Foundation

/// A client's two ends of a stdio transport, as file descriptors: lines out, lines in.
public final class PipeChannel: MessageChannel {
    public let messages: AsyncStream<[UInt8]>
    private let output: Int32

    /// - Parameters:
    ///   - input: Where answers are read from; a thread of its own reads it to its end and closes it.
    ///   - output: Where requests are written to.
    public init(input: Int32, output: Int32) {
        self.output = output
        let (messages, continuation) = AsyncStream.makeStream(of: [UInt8].self)
        self.messages = messages
        Thread.detachNewThread {
            Self.readLines(input) { continuation.yield($0) }
            continuation.finish()
            close(input)
        }
    }

    public func send(_ message: [UInt8]) async throws {
        // On a thread of its own: a pipe that is full would keep one of the few threads on which its reader runs too.
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(with: Result { try self.write(message + [UInt8(ascii: "\n")]) })
            }
        }
    }

    /// Writes bytes as they are.
    public func write(_ bytes: [UInt8]) throws {
        var start = 0
        while start < bytes.count {
            let count = bytes[start...].withUnsafeBytes { Foundation.write(output, $0.baseAddress, $0.count) }
            guard count > 0 else { throw POSIXError(POSIXError.Code(rawValue: errno) ?? .EIO) }
            start += count
        }
    }

    /// Ends the transport's input.
    public func endInput() { close(output) }

    private static func readLines(_ input: Int32, _ emit: ([UInt8]) -> Void) {
        var line: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = read(input, &buffer, buffer.count)
            guard count > 0 else { break }
            for byte in buffer[..<count] {
                if byte == UInt8(ascii: "\n") {
                    emit(line)
                    line = []
                } else {
                    line.append(byte)
                }
            }
        }
        if !line.isEmpty { emit(line) }
    }
}
