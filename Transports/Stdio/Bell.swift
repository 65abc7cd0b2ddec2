internal import Synchronization

/// Tells the loop's thread, from any other, that something waits for the peer. It costs nothing while the loop is busy,
/// since it looks before it waits.
final class Bell: Sendable {
    /// Readable once the bell was rung while the loop waited.
    let reading: Descriptor
    private let writing: Descriptor
    private let isWaiting = Atomic(false)

    init() throws(StdioError) {
        (reading, writing) = try Descriptor.pipe()
    }

    deinit {
        reading.close()
        writing.close()
    }

    func ring() {
        guard isWaiting.load(ordering: .sequentiallyConsistent) else { return }
        // Fails only if the pipe is full, and then it is readable already.
        _ = withUnsafeBytes(of: UInt8(1)) { byte in try? writing.write(byte) }
    }

    /// The loop is about to wait: from now on it wants to be woken. It looks once more after this.
    func beginWaiting() { isWaiting.store(true, ordering: .sequentiallyConsistent) }

    /// The loop is awake, perhaps because the bell was rung.
    func endWaiting(wasRung: Bool) {
        isWaiting.store(false, ordering: .sequentiallyConsistent)
        guard wasRung else { return }
        withUnsafeTemporaryAllocation(byteCount: 64, alignment: 1) { buffer in
            while case .bytes(let count)? = try? reading.read(into: buffer), count > 0 {}
        }
    }
}
