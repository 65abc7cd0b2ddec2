import CZlib

/// Expands messages, each by itself (RFC 7692, section 7.2.2).
final class Inflater {
    private let stream: UnsafeMutablePointer<z_stream>
    private let room: UnsafeMutableBufferPointer<UInt8>
    private static let roomBytes = 16 * 1024
    /// zlib says so when it stands between two blocks.
    private static let isBetweenBlocks: Int32 = 128

    init() {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        room = .allocate(capacity: Self.roomBytes)
        precondition(caravan_zlib_inflate_begin(stream) == Z_OK, "zlib has no memory")
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
        room.deallocate()
    }

    /// - Parameter bytesMax: How long the message may become; nothing beyond it is kept.
    func inflate(_ message: [UInt8], bytesMax: Int) throws(SocketFault) -> [UInt8] {
        var input = message + Deflater.tail
        let result = input.withUnsafeMutableBufferPointer { input -> Result<[UInt8], SocketFault> in
            defer { inflateReset(stream) }
            do throws(SocketFault) {
                return .success(try inflate(input, bytesMax))
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    private func inflate(_ input: UnsafeMutableBufferPointer<UInt8>, _ bytesMax: Int) throws(SocketFault) -> [UInt8] {
        var output: [UInt8] = []
        stream.pointee.next_in = input.baseAddress
        stream.pointee.avail_in = UInt32(input.count)
        while true {
            stream.pointee.next_out = room.baseAddress
            stream.pointee.avail_out = UInt32(room.count)
            let status = CZlib.inflate(stream, Z_SYNC_FLUSH)
            let count = room.count - Int(stream.pointee.avail_out)
            guard output.count + count <= bytesMax else { throw .tooLong(bytesMax) }
            output.append(contentsOf: room[..<count])
            switch status {
            case Z_OK, Z_BUF_ERROR:
                guard stream.pointee.avail_out > 0 else { continue }
                guard stream.pointee.avail_in == 0, stream.pointee.data_type & Self.isBetweenBlocks != 0 else {
                    throw .notDeflated
                }
                return output
            case Z_STREAM_END:
                // A last block may be followed by others, which begin anew (section 7.2.3.5).
                guard stream.pointee.avail_in > 0 else { return output }
                inflateReset(stream)
            default: throw .notDeflated
            }
        }
    }
}
