import CaravanProtocol
import HTTPTypes

/// A failure as this transport throws it, with the header fields that its answer needs.
struct Refusal: Error {
    let failure: Failure
    let fields: HTTPFields

    init(_ failure: Failure, fields: HTTPFields = [:]) {
        self.failure = failure
        self.fields = fields
    }

    init(_ code: FailureCode, _ detail: String, fields: HTTPFields = [:], cause: (any Error)? = nil) {
        self.init(Failure(code, detail, cause: cause), fields: fields)
    }
}
