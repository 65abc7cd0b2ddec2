public import CaravanProtocol
import FoundationEssentials

/// The server's secret keys: the first signs, all of them verify, so that a new one can be put before an old one.
///
/// In a file they are one line of base64 each, 32 bytes a key.
public struct SigningKeys: Sendable {
    /// The length of each key, that of HMAC-SHA256's own output (RFC 7518, section 3.2).
    public static let keyBytes = 32
    /// More keys than anyone rotates through, and a limit to what is read.
    private static let fileBytesMax = 64 * 1024

    /// At least one key.
    public let keys: [[UInt8]]

    /// Throws ``SigningKeysError`` for an empty list and for keys of another length.
    public init(_ keys: [[UInt8]]) throws(SigningKeysError) {
        guard !keys.isEmpty else { throw .noKeys }
        if let bad = keys.firstIndex(where: { $0.count != Self.keyBytes }) { throw .badLine(bad + 1) }
        self.keys = keys
    }

    /// The keys of a file's content. Empty lines are skipped.
    init(parsing text: String) throws(SigningKeysError) {
        var keys: [[UInt8]] = []
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let line = line.filter { $0 != " " && $0 != "\t" }
            guard !line.isEmpty else { continue }
            guard let key = Data(base64Encoded: line), key.count == Self.keyBytes else { throw .badLine(index + 1) }
            keys.append(Array(key))
        }
        try self.init(keys)
    }

    /// Reads a key file.
    public static func read(_ path: String) throws(SigningKeysError) -> SigningKeys {
        guard let bytes = try SecretFile.read(path, bytesMax: fileBytesMax) else { throw .missing(path) }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .badLine(1) }
        return try SigningKeys(parsing: text)
    }

    /// Reads a key file, or creates it with one fresh key, readable for its owner only. Of two servers that start at
    /// once, both get the keys of the one file.
    public static func readOrCreate(_ path: String, random: any RandomSource) throws(SigningKeysError) -> SigningKeys {
        if let bytes = try SecretFile.read(path, bytesMax: fileBytesMax), !bytes.isEmpty { return try read(path) }
        let line = Data(random.bytes(keyBytes)).base64EncodedString() + "\n"
        try SecretFile.create(path, Array(line.utf8))
        return try read(path)
    }
}
