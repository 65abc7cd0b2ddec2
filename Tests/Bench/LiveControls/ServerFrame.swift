import NIOCore

/// Frames as a server sends them: unmasked, whole.
enum ServerFrame {
    static let ping = ByteBuffer(bytes: [0x89, 0])
    /// Closes with 4008.
    static let tooSlow = ByteBuffer(bytes: [0x88, 2, 0x0f, 0xa8])

    static func text(_ text: String) -> ByteBuffer { self.text(ByteBuffer(string: text)) }

    static func text(_ payload: ByteBuffer) -> ByteBuffer {
        var frame = head(0x81, payload.readableBytes)
        frame.writeImmutableBuffer(payload)
        return frame
    }

    /// A JSON object with one more member at its end.
    static func numbered(_ object: ByteBuffer, _ revision: Int) -> ByteBuffer {
        let tail = #","revision":\#(revision)}"#
        var frame = head(0x81, object.readableBytes - 1 + tail.utf8.count)
        frame.writeBytes(object.readableBytesView.dropLast())
        frame.writeString(tail)
        return frame
    }

    /// For short payloads.
    static func control(_ opcode: UInt8, _ payload: ByteBuffer) -> ByteBuffer {
        var frame = head(0x80 | opcode, payload.readableBytes)
        frame.writeImmutableBuffer(payload)
        return frame
    }

    private static func head(_ first: UInt8, _ count: Int) -> ByteBuffer {
        var frame = ByteBuffer()
        frame.reserveCapacity(count + 10)
        frame.writeInteger(first)
        if count < 126 {
            frame.writeInteger(UInt8(count))
        } else if count < 65_536 {
            frame.writeMultipleIntegers(UInt8(126), UInt16(count))
        } else {
            frame.writeMultipleIntegers(UInt8(127), UInt64(count))
        }
        return frame
    }
}
