internal import Synchronization

/// Tells the reader thread, from any other, that serving shall end. It can be given once and stays given.
final class WakeUp: Sendable {
    /// Readable once the wake-up is given.
    let reading: Descriptor
    private let writing: Descriptor
    private let given = Atomic(false)

    init() throws(StdioError) {
        (reading, writing) = try Descriptor.pipe()
    }

    deinit {
        reading.close()
        writing.close()
    }

    var isGiven: Bool { given.load(ordering: .acquiring) }

    func give() {
        given.store(true, ordering: .releasing)
        // Fails only if the pipe is full, and then it is readable already.
        _ = withUnsafeBytes(of: UInt8(1)) { byte in try? writing.write(byte) }
    }
}
