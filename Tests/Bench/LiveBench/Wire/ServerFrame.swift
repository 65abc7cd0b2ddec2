import BenchSupport

/// A frame in the bytes that have come, valid as long as they are.
struct ServerFrame {
    let opcode: UInt8
    let payload: UnsafeRawBufferPointer
    /// With its head.
    let length: Int

    /// `nil` while it is not whole. Throws where a server must not send it.
    init?(_ bytes: UnsafeRawBufferPointer) throws {
        guard bytes.count >= 2 else { return nil }
        // Whole (FIN), without extensions, unmasked.
        guard bytes[0] & 0xf0 == 0x80, bytes[1] & 0x80 == 0 else {
            throw BenchError("a frame begins with \(bytes[0]), \(bytes[1])")
        }
        var (start, count) = (2, Int(bytes[1]))
        if count >= 126 {
            let wide = count == 126 ? 2 : 8
            guard bytes.count >= 2 + wide else { return nil }
            count = bytes[2..<(2 + wide)].reduce(0) { $0 << 8 | Int($1) }
            start += wide
        }
        guard bytes.count >= start + count else { return nil }
        opcode = bytes[0] & 0x0f
        payload = UnsafeRawBufferPointer(rebasing: bytes[start..<(start + count)])
        length = start + count
    }

    var text: String { String(decoding: payload, as: UTF8.self) }

    /// Of a close frame.
    var closeCode: Int? { payload.count >= 2 ? Int(payload[0]) << 8 | Int(payload[1]) : nil }
}
