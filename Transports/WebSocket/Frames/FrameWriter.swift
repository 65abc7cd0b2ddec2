import NIOCore

/// The server's frames, which are not masked.
enum FrameWriter {
    /// The head and the payload in one buffer.
    static func frame(
        _ opcode: Opcode, _ payload: some Collection<UInt8>, isCompressed: Bool = false,
        _ allocator: ByteBufferAllocator
    ) -> ByteBuffer {
        var buffer = allocator.buffer(capacity: payload.count + 10)
        buffer.writeInteger(0x80 | (isCompressed ? 0x40 : 0) | opcode.rawValue)
        switch payload.count {
        case ..<126: buffer.writeInteger(UInt8(payload.count))
        case ..<0x1_0000:
            buffer.writeInteger(UInt8(126))
            buffer.writeInteger(UInt16(payload.count))
        default:
            buffer.writeInteger(UInt8(127))
            buffer.writeInteger(UInt64(payload.count))
        }
        buffer.writeBytes(payload)
        return buffer
    }
}
