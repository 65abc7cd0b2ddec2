/// The head of a client's frame.
struct FrameHeader: Equatable {
    var isFinal: Bool
    /// The first reserved bit: the message is compressed (RFC 7692, section 6).
    var isCompressed: Bool
    var opcode: Opcode
    var length: Int
    /// The masking key, its first byte in the lowest bits.
    var key: UInt32

    /// The most bytes that the payload of a control frame has (RFC 6455, section 5.5).
    static let controlBytesMax = 125
}
