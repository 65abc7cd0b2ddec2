/// What a close frame says (RFC 6455, section 5.5.1).
struct CloseReason: Equatable {
    /// `nil` if it says nothing.
    let code: UInt16?

    init(code: UInt16?) { self.code = code }

    /// Reads a client's; refuses codes that nobody may send (section 7.4), and reasons that are no text.
    init(parsing payload: [UInt8]) throws(SocketFault) {
        guard !payload.isEmpty else {
            code = nil
            return
        }
        guard payload.count >= 2 else { throw .protocolError("half a close code") }
        let code = UInt16(payload[0]) << 8 | UInt16(payload[1])
        guard Self.isSendable(code) else { throw .protocolError("a close code that nobody sends") }
        var check = UTF8Check()
        let isText = payload.withUnsafeBytes { check.take(UnsafeRawBufferPointer(rebasing: $0[2...])) }
        guard isText, check.isComplete else { throw .notUTF8 }
        self.code = code
    }

    /// Those of the standard and its registry, but for the ones that no frame has; of libraries, and of applications.
    static func isSendable(_ code: UInt16) -> Bool {
        switch code {
        case 1000...1003, 1007...1014, 3000...4999: true
        default: false
        }
    }

    /// The payload of the server's: the reason is cut to what a control frame holds, between characters.
    static func payload(_ code: UInt16?, _ reason: String) -> [UInt8] {
        guard let code else { return [] }
        precondition(isSendable(code), "a close code that nobody sends")
        var bytes = [UInt8(code >> 8), UInt8(code & 0xFF)]
        for character in reason {
            guard bytes.count + character.utf8.count <= FrameHeader.controlBytesMax else { break }
            bytes += character.utf8
        }
        return bytes
    }
}
