import CaravanProtocol
import Logging

/// One line a call: operation, caller, outcome, milliseconds, request id. Never input, tokens or passwords.
struct LoggerCallLog: CallLog {
    let logger: Logger

    func completed(_ record: CallRecord) {
        let isFault = record.outcome == FailureCode.internal.rawValue
        let level: Logger.Level = isFault ? .error : .info
        guard logger.logLevel <= level else { return }
        var metadata: Logger.Metadata = [
            "operation": "\(record.operation)", "transport": "\(record.transport)", "outcome": "\(record.outcome)",
            "ms": "\(Double(Int(record.milliseconds * 1000)) / 1000)", "request_id": "\(record.requestID)",
        ]
        if let caller = record.caller { metadata["caller"] = "\(caller)" }
        if let cause = record.cause { metadata["cause"] = "\(cause)" }
        logger.log(level: level, "call", metadata: metadata)
    }

    func note(_ event: String, cause: (any Error)?) {
        logger.warning("\(event)", metadata: cause.map { ["cause": "\($0)"] })
    }
}
