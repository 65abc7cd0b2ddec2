/// What scrypt costs (RFC 7914, section 2): memory is 128·N·r bytes, time N·r·p.
public struct ScryptFigures: Sendable, Hashable {
    /// The binary logarithm of N.
    public var costLog2: Int
    /// r
    public var blockSize: Int
    /// p
    public var parallelism: Int

    public init(costLog2: Int, blockSize: Int = 8, parallelism: Int) {
        self.costLog2 = costLog2
        self.blockSize = blockSize
        self.parallelism = parallelism
    }

    /// 32 MiB and about 0.2 s: one of the settings of OWASP's Password Storage Cheat Sheet.
    public static let owasp = ScryptFigures(costLog2: 15, parallelism: 3)

    /// Whether a check at these figures ends: a stored hash must not be able to take the server's memory or time.
    var areBearable: Bool {
        (1...20).contains(costLog2) && (1...32).contains(blockSize) && (1...16).contains(parallelism)
            && costLog2 < 16 * blockSize && (128 * blockSize) << costLog2 <= Self.memoryBytesMax
    }

    private static let memoryBytesMax = 256 * 1024 * 1024
}
