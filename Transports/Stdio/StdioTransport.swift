public import CaravanProtocol

/// JSON-RPC 2.0 over two file descriptors, one object a line (WIRE.md section 4): pipes, files, a terminal.
///
/// Requests are performed in their order on one thread of its own, and their answers come in the same order.
public struct StdioTransport: Transport {
    public let name = "stdio"
    private let input: Descriptor
    private let output: Descriptor
    private let credential: Credential

    /// - Parameters:
    ///   - input: What requests are read from; ``StdioDescriptors/claim()`` has it. It stays open.
    ///   - output: What answers are written to; nothing else may write there. It stays open.
    ///   - credential: Who calls until an `auth.login` binds somebody else.
    public init(input: Int32, output: Int32, credential: Credential = .none) {
        self.input = Descriptor(number: input)
        self.output = Descriptor(number: output)
        self.credential = credential
    }

    /// Serves until the input ends, its reader goes away or the task is cancelled; all of these are good ends. The call
    /// that is being performed is answered first; a client that does not read is waited for one second.
    ///
    /// - Throws: ``StdioError`` when a descriptor fails.
    public func run(_ application: any Application) async throws {
        let wakeUp = try WakeUp()
        let bell = try Bell()
        let visit = PeerVisit(credential: credential, transport: name)
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
                do {
                    try ReaderThread.start { [input, output] in
                        let poll = Poll(input: input, output: output, wakeUp: wakeUp, bell: bell)
                        continuation.resume(
                            with: Result {
                                var loop = StdioLoop(application, visit, poll)
                                try loop.run()
                            })
                    }
                } catch {
                    continuation.resume(throwing: error)
                }
            }
        } onCancel: {
            wakeUp.give()
        }
    }
}
