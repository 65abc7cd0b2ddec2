/// A data block of a TZif file (RFC 9636, section 3.2), as far as offsets go.
struct TZifBlock {
    let times: [Int]
    let offsets: [Int]
    /// Before the first transition the first type holds.
    let first: Int
    /// Where the block ends.
    let end: Int

    /// Offsets of real zones lie well within 26 hours (section 3.2 wants -89999…93599).
    private static let offsetRange = -89_999...93_599

    init(_ bytes: [UInt8], at start: Int, header: TZifHeader, timeSize: Int) throws(TZifError) {
        // The counts have 32 bits each, so the sum does not overflow.
        end = start + header.blockLength(timeSize: timeSize)
        guard end <= bytes.count else { throw .truncated }
        guard header.leapCount == 0 else { throw .leapSeconds }

        let indexes = start + header.timeCount * timeSize
        let types = indexes + header.timeCount
        var typeOffsets: [Int] = []
        for index in 0..<header.typeCount {
            let place = types + index * 6
            let offset = TZifHeader.bigEndian(bytes, at: place, length: 4)
            guard Self.offsetRange.contains(offset), bytes[place + 4] <= 1,
                Int(bytes[place + 5]) < header.nameBytesCount
            else { throw .malformed }
            typeOffsets.append(offset)
        }

        var times: [Int] = []
        var offsets: [Int] = []
        times.reserveCapacity(header.timeCount)
        offsets.reserveCapacity(header.timeCount)
        for index in 0..<header.timeCount {
            let time = TZifHeader.bigEndian(bytes, at: start + index * timeSize, length: timeSize)
            let type = Int(bytes[indexes + index])
            guard type < typeOffsets.count, times.last.map({ $0 < time }) ?? true else { throw .malformed }
            times.append(time)
            offsets.append(typeOffsets[type])
        }
        self.times = times
        self.offsets = offsets
        first = typeOffsets[0]
    }
}
