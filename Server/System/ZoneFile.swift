#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Reads the small files of the zoneinfo directory.
enum ZoneFile {
    /// Ten times the largest zone there is.
    private static let lengthMax = 64 * 1024

    /// The whole content of a regular file; `nil` when there is none, it cannot be read or is too long for a zone.
    static func bytes(at path: String) -> [UInt8]? {
        // Not to block for ever on a pipe.
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size <= lengthMax else {
            return nil
        }
        return content(of: file, length: Int(status.st_size))
    }

    private static func content(of file: Int32, length: Int) -> [UInt8]? {
        var isWhole = true
        let bytes = [UInt8](unsafeUninitializedCapacity: length) { buffer, initialized in
            while initialized < length {
                let rest = UnsafeMutableRawBufferPointer(
                    rebasing: UnsafeMutableRawBufferPointer(buffer)[initialized...])
                let count = read(file, rest.baseAddress, rest.count)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else {
                    isWhole = false
                    return
                }
                initialized += count
            }
        }
        return isWhole ? bytes : nil
    }
}
