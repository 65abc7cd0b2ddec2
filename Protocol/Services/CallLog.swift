/// Where the application tells what it did: one record for each call.
public protocol CallLog: Sendable {
    func completed(_ record: CallRecord)
    /// Something that is not part of a call: a job that failed.
    func note(_ event: String, cause: (any Error)?)
}
