/// The mask of a client's payload (RFC 6455, section 5.3).
enum Masking {
    /// Adds the payload without its mask.
    ///
    /// - Parameters:
    ///   - key: The frame's, its first byte in the lowest bits.
    ///   - offset: How many bytes of the frame's payload came before.
    static func append(_ masked: UnsafeRawBufferPointer, key: UInt32, offset: Int, to bytes: inout [UInt8]) {
        let start = bytes.count
        bytes.append(contentsOf: masked)
        bytes.withUnsafeMutableBytes { all in
            unmask(UnsafeMutableRawBufferPointer(rebasing: all[start...]), key: rotated(key, by: offset))
        }
    }

    /// The key as it stands for the byte at the offset.
    private static func rotated(_ key: UInt32, by offset: Int) -> UInt32 {
        let bits = UInt32(offset & 3) * 8
        return bits == 0 ? key : key >> bits | key << (32 - bits)
    }

    private static func unmask(_ bytes: UnsafeMutableRawBufferPointer, key: UInt32) {
        let wide = UInt64(key) | UInt64(key) << 32
        var place = 0
        while place + 8 <= bytes.count {
            let word = bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
            // The key's first byte is the lowest, as the word's is in memory.
            bytes.storeBytes(of: word ^ wide.littleEndian, toByteOffset: place, as: UInt64.self)
            place += 8
        }
        while place < bytes.count {
            bytes[place] ^= UInt8(truncatingIfNeeded: key >> UInt32((place & 3) * 8))
            place += 1
        }
    }
}
