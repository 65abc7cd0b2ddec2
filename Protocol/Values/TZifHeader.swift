/// The 44 bytes before each data block of a TZif file (RFC 9636, section 3.1).
struct TZifHeader {
    static let length = 44

    let version: UInt8
    let isUTCCount: Int
    let isStandardCount: Int
    let leapCount: Int
    let timeCount: Int
    let typeCount: Int
    let nameBytesCount: Int

    init(_ bytes: [UInt8], at offset: Int) throws(TZifError) {
        guard offset <= bytes.count else { throw .truncated }
        guard bytes[offset...].starts(with: "TZif".utf8) else { throw .notTZif }
        guard offset + Self.length <= bytes.count else { throw .truncated }
        version = bytes[offset + 4]
        let counts = (0..<6).map { Int(TZifHeader.bigEndian(bytes, at: offset + 20 + $0 * 4, length: 4) & 0xFFFF_FFFF) }
        isUTCCount = counts[0]
        isStandardCount = counts[1]
        leapCount = counts[2]
        timeCount = counts[3]
        typeCount = counts[4]
        nameBytesCount = counts[5]
        // 256 types are all that an index of one byte reaches.
        guard 1...256 ~= typeCount, isUTCCount == 0 || isUTCCount == typeCount,
            isStandardCount == 0 || isStandardCount == typeCount
        else { throw .malformed }
    }

    /// The length of the data block, in bytes, when its times are so long.
    func blockLength(timeSize: Int) -> Int {
        timeCount * (timeSize + 1) + typeCount * 6 + nameBytesCount + leapCount * (timeSize + 4) + isStandardCount
            + isUTCCount
    }

    /// A signed integer in network order; the bytes are there.
    static func bigEndian(_ bytes: [UInt8], at offset: Int, length: Int) -> Int {
        var value = Int(Int8(bitPattern: bytes[offset]))
        for index in 1..<length { value = value << 8 | Int(bytes[offset + index]) }
        return value
    }
}
