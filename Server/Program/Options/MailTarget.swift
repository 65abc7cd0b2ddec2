import Glibc

/// The value of `--mail`.
enum MailTarget: Equatable {
    /// Into the log: for trying things out.
    case log
    /// A message a file in a directory.
    case directory(String)

    static func parse(_ text: String) -> MailTarget? {
        if text == "log" { return .log }
        guard text.hasPrefix("file:"), text.count > "file:".count else { return nil }
        return .directory(String(text.dropFirst("file:".count)))
    }

    /// Makes the directory, for its owner only, if its parent is there: messages hold links that open accounts.
    static func makeDirectory(_ path: String) throws {
        guard mkdir(path, 0o700) == 0 || errno == EEXIST, access(path + "/.", W_OK | X_OK) == 0 else {
            throw OperatorError("--mail: \(path): \(String(cString: strerror(errno)))")
        }
    }

    static func fault(of text: String) -> String? {
        parse(text) == nil ? "\(text) is neither log nor file:DIR" : nil
    }
}
