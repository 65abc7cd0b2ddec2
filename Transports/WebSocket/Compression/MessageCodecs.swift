import CaravanProtocol
import NIOCore

/// What an event loop makes frames with: a message's are made once for all peers of a delivery, and compressors are made
/// when the first one is needed.
struct MessageCodecs {
    /// The frames of one message, as they are kept for the next peer. A class, so that no peer copies them.
    ///
    /// Unchecked: touched on the event loop only, while the message is delivered.
    private final class Frames: @unchecked Sendable {
        var plain: ByteBuffer?
        /// By the window; `nil` if compressing does not shorten the message.
        var deflated: [(windowBits: Int, frame: ByteBuffer?)] = []
    }

    private let allocator = ByteBufferAllocator()
    private var deflaters: [Deflater] = []
    private var inflater: Inflater?

    mutating func frame(_ message: PeerMessage, _ deflate: DeflateAgreement?, _ framing: inout PeerFraming)
        -> ByteBuffer
    {
        let frames = framing.framed as? Frames ?? Frames()
        if framing.framed == nil { framing.framed = frames }
        let opcode = message.isBinary ? Opcode.binary : .text
        if let deflate, WebSocketOptions.deflatedBytes.contains(message.bytes.count) {
            if let known = frames.deflated.first(where: { $0.windowBits == deflate.windowBits }) {
                if let frame = known.frame { return frame }
            } else {
                let frame = deflater(deflate.windowBits).deflate(message.bytes).map {
                    FrameWriter.frame(opcode, $0, isCompressed: true, allocator)
                }
                frames.deflated.append((deflate.windowBits, frame))
                if let frame { return frame }
            }
        }
        if let plain = frames.plain { return plain }
        let plain = FrameWriter.frame(opcode, message.bytes, allocator)
        frames.plain = plain
        return plain
    }

    mutating func inflate(_ bytes: [UInt8], bytesMax: Int) throws(SocketFault) -> [UInt8] {
        let inflater = self.inflater ?? Inflater()
        self.inflater = inflater
        return try inflater.inflate(bytes, bytesMax: bytesMax)
    }

    /// There are as many at most as windows of the standard.
    private mutating func deflater(_ windowBits: Int) -> Deflater {
        if let deflater = deflaters.first(where: { $0.windowBits == windowBits }) { return deflater }
        let deflater = Deflater(windowBits: windowBits)
        deflaters.append(deflater)
        return deflater
    }
}
