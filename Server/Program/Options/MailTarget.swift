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

    static func fault(of text: String) -> String? {
        parse(text) == nil ? "\(text) is neither log nor file:DIR" : nil
    }
}
