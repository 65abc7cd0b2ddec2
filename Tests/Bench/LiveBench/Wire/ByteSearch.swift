import CLinux

extension UnsafeRawBufferPointer {
    /// Where the bytes first end that are looked for.
    func end(of bytes: [UInt8]) -> Int? {
        guard let base = baseAddress, let found = memmem(base, count, bytes, bytes.count) else { return nil }
        return base.distance(to: UnsafeRawPointer(found)) + bytes.count
    }

    func contains(_ bytes: [UInt8]) -> Bool { end(of: bytes) != nil }

    /// The digits from there on.
    func number(at start: Int) -> Int? {
        var (place, value) = (start, 0)
        while place < count, case let digit = self[place] &- 48, digit < 10 {
            value = value &* 10 &+ Int(digit)
            place += 1
        }
        return place > start ? value : nil
    }
}
