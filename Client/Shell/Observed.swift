/// A value that changes: first as it is, then as it is after each change. Only the newest state counts: who is slow
/// skips what lay between, and nothing is kept for him.
public struct Observed<Value: Sendable & Equatable>: AsyncSequence, Sendable {
    let signal: ChangeSignal
    let read: @Sendable () throws -> Value

    public struct AsyncIterator: AsyncIteratorProtocol {
        private let signal: ChangeSignal
        private let read: @Sendable () throws -> Value
        private var changes: AsyncStream<Void>.Iterator?
        private var last: Value?

        init(_ signal: ChangeSignal, _ read: @escaping @Sendable () throws -> Value) {
            self.signal = signal
            self.read = read
        }

        /// The next state that differs from the last; `nil` when the task is cancelled. Throws what reading throws.
        public mutating func next() async throws -> Value? {
            var changes = self.changes ?? signal.changes(since: signal.version - 1).makeAsyncIterator()
            defer { self.changes = changes }
            while await changes.next(isolation: nil) != nil {
                let value = try read()
                guard value != last else { continue }
                last = value
                return value
            }
            return nil
        }
    }

    public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(signal, read) }
}
