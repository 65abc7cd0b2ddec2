/// Why the server has no signing keys; each says to its operator what to do.
public enum SigningKeysError: Error, Sendable, Equatable, CustomStringConvertible {
    /// There is no such file.
    case missing(_ path: String)
    /// The file cannot be read or written; `reason` is the system's.
    case unusable(_ path: String, reason: String)
    /// The line, counted from 1, is not the base64 of 32 bytes.
    case badLine(Int)
    case noKeys

    public var description: String {
        switch self {
        case .missing(let path): "The signing key file \(path) does not exist."
        case .unusable(let path, let reason): "The signing key file \(path) cannot be used: \(reason)."
        case .badLine(let line): "Line \(line) of the signing key file is not 32 bytes in base64."
        case .noKeys: "The signing key file has no keys: it needs a line of base64 of 32 random bytes."
        }
    }
}
