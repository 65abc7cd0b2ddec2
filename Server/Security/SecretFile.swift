import CaravanProtocol

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Small files that only their owner may read.
enum SecretFile {
    /// The content of a regular file; `nil` when there is none.
    static func read(_ path: String, bytesMax: Int) throws(SigningKeysError) -> [UInt8]? {
        // Not to block for ever on a pipe.
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else {
            if errno == ENOENT { return nil }
            throw unusable(path)
        }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw unusable(path) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .unusable(path, reason: "it is no regular file") }
        var bytes = [UInt8](repeating: 0, count: bytesMax + 1)
        var length = 0
        while length < bytes.count {
            let count = bytes[length...].withUnsafeMutableBytes { Self.read(file, $0) }
            guard count >= 0 else { throw unusable(path) }
            guard count > 0 else { break }
            length += count
        }
        guard length <= bytesMax else { throw .unusable(path, reason: "it is longer than \(bytesMax) bytes") }
        return Array(bytes[..<length])
    }

    /// Creates the file with mode 0600, or leaves one that is there: it comes whole or not at all, and stays after a
    /// crash.
    static func create(_ path: String, _ bytes: [UInt8]) throws(SigningKeysError) {
        let draft = "\(path).\(getpid())"
        let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw unusable(path) }
        defer {
            close(file)
            unlink(draft)
        }
        guard write(file, bytes), fsync(file) == 0 else { throw unusable(path) }
        // Unlike a rename, a link does not replace the file of another server that was faster.
        guard link(draft, path) == 0 || errno == EEXIST else { throw unusable(path) }
        sync(directoryOf: path)
    }

    private static func read(_ file: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
        while true {
            let count = systemRead(file, buffer.baseAddress, buffer.count)
            if count < 0, errno == EINTR { continue }
            return count
        }
    }

    private static func write(_ file: Int32, _ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { systemWrite(file, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            rest.removeFirst(count)
        }
        return true
    }

    /// Makes the new name durable; some file systems cannot, and lose it at most.
    private static func sync(directoryOf path: String) {
        let parent = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        let directory = open(parent, O_RDONLY | O_CLOEXEC)
        guard directory >= 0 else { return }
        fsync(directory)
        close(directory)
    }

    private static func unusable(_ path: String) -> SigningKeysError {
        .unusable(path, reason: String(cString: strerror(errno)))
    }
}

// Inside the enum its own functions hide these names.
private func systemRead(_ file: Int32, _ bytes: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    read(file, bytes, count)
}

private func systemWrite(_ file: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    write(file, bytes, count)
}
