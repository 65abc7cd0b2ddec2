import CaravanProtocol
import Synchronization

/// Keeps the cause of the last internal fault.
final class FaultLog: CallLog {
    private let last = Mutex<String?>(nil)

    var cause: String? { last.withLock { $0 } }

    func completed(_ record: CallRecord) {
        guard record.outcome == FailureCode.internal.rawValue else { return }
        let text = record.operation + ": " + (record.cause.map { "\($0)" } ?? "no cause")
        last.withLock { $0 = text }
    }

    func note(_ event: String, cause: (any Error)?) {}
}
