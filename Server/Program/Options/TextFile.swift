import FoundationEssentials

/// Reads small text files that the operator names.
enum TextFile {
    private static let bytesMax = 1 << 20

    /// Throws ``OperatorError`` naming the file and the option that named it.
    static func read(_ path: String, for option: String) throws -> String {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw OperatorError("\(option): \(path) cannot be read")
        }
        guard data.count <= bytesMax, let text = String(validating: data, as: UTF8.self) else {
            throw OperatorError("\(option): \(path) is no text of at most 1 MiB")
        }
        return text
    }
}
