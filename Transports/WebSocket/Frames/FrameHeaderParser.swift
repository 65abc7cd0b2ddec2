/// Reads the heads of frames byte by byte, however they were cut, and refuses each at the first byte that is wrong.
struct FrameHeaderParser {
    private enum Place {
        case first
        case second
        /// So many bytes of the length are still to come.
        case length(Int)
        /// So many bytes of the key.
        case key(Int)
    }

    private var place = Place.first
    private var header = FrameHeader(isFinal: false, isCompressed: false, opcode: .continuation, length: 0, key: 0)
    private var length: UInt64 = 0
    /// Whether compressed messages were agreed to.
    private let takesCompressed: Bool

    init(takesCompressed: Bool) {
        self.takesCompressed = takesCompressed
    }

    /// Takes bytes until a head is whole: it, and how many bytes were taken. All are taken if it is not.
    mutating func next(_ bytes: UnsafeRawBufferPointer) throws(SocketFault) -> (header: FrameHeader?, count: Int) {
        for (offset, byte) in bytes.enumerated() where try take(byte) {
            place = .first
            return (header, offset + 1)
        }
        return (nil, bytes.count)
    }

    /// Whether the byte was the last one of the head.
    private mutating func take(_ byte: UInt8) throws(SocketFault) -> Bool {
        switch place {
        case .first:
            try takeFirst(byte)
            place = .second
        case .second:
            try takeSecond(byte)
        case .length(let left):
            length = length << 8 | UInt64(byte)
            guard left == 1 else {
                place = .length(left - 1)
                return false
            }
            try takeLength()
        case .key(let left):
            header.key |= UInt32(byte) << UInt32(8 * (4 - left))
            place = .key(left - 1)
            return left == 1
        }
        return false
    }

    private mutating func takeFirst(_ byte: UInt8) throws(SocketFault) {
        guard let opcode = Opcode(rawValue: byte & 0xF) else { throw .protocolError("an unknown opcode") }
        header.isFinal = byte & 0x80 != 0
        header.isCompressed = byte & 0x40 != 0
        header.opcode = opcode
        guard byte & 0x30 == 0 else { throw .protocolError("a reserved bit is set") }
        // RFC 7692, section 6: on the first frame of a message.
        let mayBeCompressed = takesCompressed && (opcode == .text || opcode == .binary)
        guard !header.isCompressed || mayBeCompressed else { throw .protocolError("a reserved bit is set") }
        guard header.isFinal || !opcode.isControl else { throw .protocolError("a control frame in pieces") }
    }

    private mutating func takeSecond(_ byte: UInt8) throws(SocketFault) {
        // RFC 6455, section 5.1.
        guard byte & 0x80 != 0 else { throw .protocolError("a frame without a mask") }
        let short = Int(byte & 0x7F)
        if header.opcode.isControl, short > FrameHeader.controlBytesMax { throw .protocolError("a long control frame") }
        header.length = short
        header.key = 0
        length = 0
        switch short {
        case 126: place = .length(2)
        case 127: place = .length(8)
        default: place = .key(4)
        }
    }

    /// Section 5.2: the shortest way of writing a length is the only one, and its highest bit is 0.
    private mutating func takeLength() throws(SocketFault) {
        let least: UInt64 = header.length == 126 ? 126 : 0x1_0000
        guard length >= least else { throw .protocolError("a length that could be shorter") }
        guard let whole = Int(exactly: length) else { throw .protocolError("a length beyond 63 bits") }
        header.length = whole
        place = .key(4)
    }
}
