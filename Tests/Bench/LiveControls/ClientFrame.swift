import NIOCore

/// A frame as a client sends it, unmasked.
struct ClientFrame {
    let opcode: UInt8
    let payload: ByteBuffer

    /// Takes a frame from what has come; `nil` while none is whole.
    init?(_ received: inout ByteBuffer) {
        guard
            let (first, second) = received.getMultipleIntegers(
                at: received.readerIndex, as: (UInt8, UInt8).self)
        else { return nil }
        let start = received.readerIndex + 2
        var (count, wide) = (Int(second & 0x7f), 0)
        if count == 126 {
            guard let value = received.getInteger(at: start, as: UInt16.self) else { return nil }
            (count, wide) = (Int(value), 2)
        } else if count == 127 {
            guard let value = received.getInteger(at: start, as: UInt64.self) else { return nil }
            (count, wide) = (Int(value), 8)
        }
        guard received.readableBytes >= 2 + wide + 4 + count,
            let key = received.getInteger(at: start + wide, endianness: .little, as: UInt32.self)
        else { return nil }
        received.moveReaderIndex(forwardBy: 2 + wide + 4)
        guard var payload = received.readSlice(length: count) else { return nil }
        payload.withUnsafeMutableReadableBytes { bytes in
            let wideKey = UInt64(key) << 32 | UInt64(key)
            var place = 0
            while place + 8 <= bytes.count {
                let word = bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
                bytes.storeBytes(of: word ^ wideKey, toByteOffset: place, as: UInt64.self)
                place += 8
            }
            while place < bytes.count {
                bytes[place] ^= UInt8(truncatingIfNeeded: key >> UInt32((place & 3) * 8))
                place += 1
            }
        }
        opcode = first & 0x0f
        self.payload = payload
    }
}
