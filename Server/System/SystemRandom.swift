public import CaravanProtocol

/// The machine's generator of cryptographic randomness (`getrandom` on Linux).
public struct SystemRandom: RandomSource {
    /// The machine's generator.
    public init() {}

    /// So many random bytes; none for a count below 1.
    public func bytes(_ count: Int) -> [UInt8] {
        guard count > 0 else { return [] }
        return Array(unsafeUninitializedCapacity: count) { buffer, initialized in
            var generator = SystemRandomNumberGenerator()
            var word: UInt64 = 0
            for index in 0..<count {
                if index % 8 == 0 { word = generator.next() }
                buffer.initializeElement(at: index, to: UInt8(truncatingIfNeeded: word))
                word >>= 8
            }
            initialized = count
        }
    }

    /// 64 random bits.
    public func next() -> UInt64 {
        var generator = SystemRandomNumberGenerator()
        return generator.next()
    }
}
