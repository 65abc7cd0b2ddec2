public import CaravanProtocol
import Synchronization

/// Keeps the records of calls and the notes.
public final class RecordingLog: CallLog {
    private let state = Mutex<(records: [CallRecord], notes: [String])>(([], []))

    public init() {}

    public var records: [CallRecord] { state.withLock { $0.records } }
    public var notes: [String] { state.withLock { $0.notes } }

    public func completed(_ record: CallRecord) { state.withLock { $0.records.append(record) } }
    public func note(_ event: String, cause: (any Error)?) { state.withLock { $0.notes.append(event) } }
}
