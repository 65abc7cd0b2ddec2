#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A message's file could not be written.
public struct MailFileError: Error, Sendable, Equatable, CustomStringConvertible {
    public let path: String
    /// The system's `errno`.
    public let code: Int32

    init(_ path: String, _ code: Int32) {
        self.path = path
        self.code = code
    }

    public var description: String { "\(path): \(String(cString: strerror(code)))" }
}
