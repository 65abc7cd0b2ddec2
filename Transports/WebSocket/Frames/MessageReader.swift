import NIOCore

/// Makes messages of a client's bytes (RFC 6455, sections 5.4 and 5.5): pure, whatever way the bytes were cut.
struct MessageReader {
    /// What has come whole.
    enum Incoming: Equatable {
        case message([UInt8], isBinary: Bool)
        /// Inflate it before anybody reads it.
        case compressed([UInt8], isBinary: Bool)
        case ping([UInt8])
        case pong
        case close(CloseReason)
    }

    private var parser: FrameHeaderParser
    /// The frame whose payload is coming, and how much of that has come.
    private var frame: FrameHeader?
    private var offset = 0
    /// The message of which a part has come: its first frame.
    private var first: FrameHeader?
    private var message: [UInt8] = []
    private var control: [UInt8] = []
    private var utf8 = UTF8Check()
    private let bytesMax: Int
    private let takesBinary: Bool

    init(bytesMax: Int, takesBinary: Bool, takesCompressed: Bool) {
        parser = FrameHeaderParser(takesCompressed: takesCompressed)
        self.bytesMax = bytesMax
        self.takesBinary = takesBinary
    }

    /// Takes bytes up to the end of the next message or control frame; `nil` if there is no such end, and then all of them.
    mutating func next(_ bytes: inout ByteBuffer) throws(SocketFault) -> Incoming? {
        while bytes.readableBytes > 0 || frame?.length == 0 {
            guard let header = frame else {
                try begin(&bytes)
                continue
            }
            try takePayload(of: header, &bytes)
            guard offset == header.length else { return nil }
            frame = nil
            if let incoming = try end(header) { return incoming }
        }
        return nil
    }

    private mutating func begin(_ bytes: inout ByteBuffer) throws(SocketFault) {
        var found: FrameHeader?
        var fault: SocketFault?
        bytes.readWithUnsafeReadableBytes { view in
            do throws(SocketFault) {
                let result = try parser.next(view)
                found = result.header
                return result.count
            } catch {
                fault = error
                return 0
            }
        }
        if let fault { throw fault }
        guard let header = found else { return }
        try check(header)
        frame = header
        offset = 0
    }

    private mutating func check(_ header: FrameHeader) throws(SocketFault) {
        switch header.opcode {
        case .close, .ping, .pong: return
        case .continuation:
            guard first != nil else { throw .protocolError("the rest of no message") }
        case .text, .binary:
            guard first == nil else { throw .protocolError("a message within another one") }
            guard takesBinary || header.opcode == .text else { throw .binary }
            first = header
            utf8 = UTF8Check()
        }
        // Before any of it is kept. What is compressed is as long as this at least, but for a few bytes.
        guard header.length <= bytesMax - message.count else { throw .tooLong(bytesMax) }
    }

    private mutating func takePayload(of header: FrameHeader, _ bytes: inout ByteBuffer) throws(SocketFault) {
        let count = min(bytes.readableBytes, header.length - offset)
        guard count > 0 else { return }
        let isControl = header.opcode.isControl
        let start = message.count
        let at = offset
        bytes.readWithUnsafeReadableBytes { view in
            let part = UnsafeRawBufferPointer(rebasing: view[..<count])
            if isControl {
                Masking.append(part, key: header.key, offset: at, to: &control)
            } else {
                Masking.append(part, key: header.key, offset: at, to: &message)
            }
            return count
        }
        offset += count
        guard !isControl, first?.opcode == .text, first?.isCompressed == false else { return }
        var check = utf8
        let isText = message.withUnsafeBytes { check.take(UnsafeRawBufferPointer(rebasing: $0[start...])) }
        utf8 = check
        guard isText else { throw .notUTF8 }
    }

    private mutating func end(_ header: FrameHeader) throws(SocketFault) -> Incoming? {
        switch header.opcode {
        case .ping: return .ping(takeControl())
        case .pong:
            control = []
            return .pong
        case .close: return .close(try CloseReason(parsing: takeControl()))
        case .continuation, .text, .binary:
            guard header.isFinal, let first else { return nil }
            self.first = nil
            let bytes = message
            message = []
            if first.isCompressed { return .compressed(bytes, isBinary: first.opcode == .binary) }
            guard utf8.isComplete else { throw .notUTF8 }
            return .message(bytes, isBinary: first.opcode == .binary)
        }
    }

    private mutating func takeControl() -> [UInt8] {
        defer { control = [] }
        return control
    }
}
