/// Makes the bytes of a TZif file (RFC 9636), right or wrong.
struct ZoneBytes {
    var version: UInt8 = UInt8(ascii: "2")
    /// Times in seconds since 1970 and the type from each on.
    var transitions: [(time: Int, type: UInt8)] = []
    /// Seconds east of UTC.
    var offsets: [Int] = [0]
    var leapCount = 0
    var isDaylight: UInt8 = 0
    var nameIndex: UInt8 = 0
    var footer = "\n\n"

    var bytes: [UInt8] {
        if version == 0 { return block(timeSize: 4) }
        return block(timeSize: 4) + block(timeSize: 8) + Array(footer.utf8)
    }

    private func block(timeSize: Int) -> [UInt8] {
        // In the first block of later versions stand no transitions: nobody reads it.
        let listed = timeSize == 4 && version != 0 ? [] : transitions
        var result = Array("TZif".utf8) + [version] + [UInt8](repeating: 0, count: 15)
        for count in [0, 0, leapCount, listed.count, offsets.count, 4] { result += bigEndian(count, 4) }
        for transition in listed { result += bigEndian(transition.time, timeSize) }
        for transition in listed { result.append(transition.type) }
        for offset in offsets { result += bigEndian(offset, 4) + [isDaylight, nameIndex] }
        result += Array("ABC\0".utf8)
        for _ in 0..<leapCount { result += bigEndian(78_796_800, timeSize) + bigEndian(1, 4) }
        return result
    }

    private func bigEndian(_ value: Int, _ size: Int) -> [UInt8] {
        (0..<size).reversed().map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }
}
