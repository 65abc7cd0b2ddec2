public import CaravanProtocol
import Crypto
import CryptoExtras
import FoundationEssentials

/// Hashes passwords with scrypt (RFC 7914).
public struct ScryptHasher: PasswordHasher {
    private static let saltBytes = 16
    private static let keyBytes = 32

    public let figures: ScryptFigures
    public let decoy: String
    private let random: any RandomSource

    /// - Parameter figures: those of new hashes; tests take low ones. A hash is checked with its own.
    public init(random: any RandomSource, figures: ScryptFigures = .owasp) {
        precondition(figures.areBearable, "scrypt cannot run with \(figures)")
        self.random = random
        self.figures = figures
        // A random key is the hash of no known password, and checking against it costs what any check costs.
        decoy =
            ScryptHash(figures: figures, salt: random.bytes(Self.saltBytes), key: random.bytes(Self.keyBytes)).text
    }

    public func hash(_ password: String) throws -> String {
        let salt = random.bytes(Self.saltBytes)
        let key = try Self.derive(password, salt, figures, count: Self.keyBytes)
        return ScryptHash(figures: figures, salt: salt, key: key).text
    }

    public func verify(_ password: String, against hash: String) -> Bool {
        guard let stored = ScryptHash(parsing: hash),
            let key = try? Self.derive(password, stored.salt, stored.figures, count: stored.key.count)
        else { return false }
        return Self.areEqual(key, stored.key)
    }

    public func isOutdated(_ hash: String) -> Bool {
        guard let stored = ScryptHash(parsing: hash) else { return true }
        return stored.figures != figures || stored.key.count != Self.keyBytes || stored.salt.count != Self.saltBytes
    }

    private static func derive(
        _ password: String, _ salt: [UInt8], _ figures: ScryptFigures, count: Int
    ) throws -> [UInt8] {
        let key = try KDF.Scrypt.deriveKey(
            from: Array(password.utf8), salt: salt, outputByteCount: count, rounds: 1 << figures.costLog2,
            blockSize: figures.blockSize, parallelism: figures.parallelism)
        return key.withUnsafeBytes { Array($0) }
    }

    /// In a time that tells only the lengths. The parentheses matter: `|` binds no looser than `^` in Swift.
    private static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
