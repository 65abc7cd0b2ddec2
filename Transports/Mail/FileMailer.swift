public import CaravanProtocol

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Writes each message to a file of its own, for development, tests and whatever picks mail up from a directory.
///
/// A message that is sent again replaces its file. A file is complete from the moment it has its name, and only its
/// owner may read it: messages hold links that open accounts.
public struct FileMailer: Mailer {
    private let directory: String
    private let from: String

    /// - Parameters:
    ///   - directory: it must exist; the files are called `<id>.eml`.
    ///   - from: the sender, an address or `Name <address>`.
    public init(directory: String, from: String) {
        self.directory = directory
        self.from = from
    }

    /// Throws ``MailFileError``.
    public func send(_ message: MailMessage) async throws {
        let path = directory + "/" + MessageName.safe(message.id) + ".eml"
        // Readers look for `*.eml`; a name of its own, because a message may be tried twice at once.
        var draft = Array((path + ".XXXXXX").utf8CString)
        let file = draft.withUnsafeMutableBufferPointer { $0.baseAddress.map { mkstemp($0) } ?? -1 }
        guard file >= 0 else { throw MailFileError(path, errno) }
        defer { close(file) }
        guard write(MailText.bytes(message, from: from), to: file), fsync(file) == 0, rename(draft, path) == 0 else {
            let code = errno
            unlink(draft)
            throw MailFileError(path, code)
        }
    }

    private func write(_ bytes: [UInt8], to file: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { systemWrite(file, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            rest.removeFirst(count)
        }
        return true
    }
}

// Inside the type its own function hides this name.
private func systemWrite(_ file: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    write(file, bytes, count)
}
