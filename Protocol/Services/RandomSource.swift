/// Where randomness comes from; tests and simulations pass one with a seed.
public protocol RandomSource: Sendable {
    /// So many bytes, each value as likely as any other; none for a count below 1. Good enough for keys and tokens.
    func bytes(_ count: Int) -> [UInt8]

    /// 64 such bits.
    func next() -> UInt64
}
