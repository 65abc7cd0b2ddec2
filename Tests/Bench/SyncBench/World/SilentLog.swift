import CaravanProtocol

/// Keeps nothing.
struct SilentLog: CallLog {
    func completed(_ record: CallRecord) {}
    func note(_ event: String, cause: (any Error)?) {}
}
