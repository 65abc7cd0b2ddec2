import CaravanProtocol

/// A failure as this transport throws it, with the header fields that its answer needs.
struct Refusal: Error {
    let failure: Failure
    let fields: HTTPFields
    /// Whether the application refused it, and has logged it.
    let isApplications: Bool

    init(_ failure: Failure, fields: HTTPFields = [:], isApplications: Bool = false) {
        self.failure = failure
        self.fields = fields
        self.isApplications = isApplications
    }

    init(_ code: FailureCode, _ detail: String, fields: HTTPFields = [:], cause: (any Error)? = nil) {
        self.init(Failure(code, detail, cause: cause), fields: fields)
    }
}
