import CZlib

/// Compresses messages, each by itself (RFC 7692, section 7.2.1).
final class Deflater {
    let windowBits: Int
    private let stream: UnsafeMutablePointer<z_stream>
    /// What each message ends with, and leaves out.
    static let tail: [UInt8] = [0, 0, 0xFF, 0xFF]
    /// Fast rather than small: it runs on an event loop.
    private static let level: Int32 = 3

    init(windowBits: Int) {
        self.windowBits = windowBits
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        let status = caravan_zlib_deflate_begin(stream, Self.level, Int32(windowBits))
        precondition(status == Z_OK, "zlib has no memory")
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
    }

    /// The message compressed; `nil` if that is no shorter.
    func deflate(_ bytes: [UInt8]) -> [UInt8]? {
        defer { deflateReset(stream) }
        var input = bytes
        let deflated = input.withUnsafeMutableBufferPointer { input in
            stream.pointee.next_in = input.baseAddress
            stream.pointee.avail_in = UInt32(input.count)
            return [UInt8](unsafeUninitializedCapacity: input.count) { output, count in
                stream.pointee.next_out = output.baseAddress
                stream.pointee.avail_out = UInt32(output.count)
                let status = CZlib.deflate(stream, Z_SYNC_FLUSH)
                // With room left all of it has been written.
                count =
                    status == Z_OK && stream.pointee.avail_out > 0 ? output.count - Int(stream.pointee.avail_out) : 0
            }
        }
        guard deflated.suffix(Self.tail.count) == Self.tail[...] else { return nil }
        return deflated.dropLast(Self.tail.count)
    }
}
