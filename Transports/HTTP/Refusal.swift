import CaravanNetwork
import CaravanProtocol
import NIOHTTP1

/// A failure as this transport throws it, with the header fields that its answer needs.
struct Refusal: Error {
    let failure: Failure
    let fields: HTTPFields
    /// The status, where it is not the one of the failure's code.
    let status: HTTPResponseStatus?
    /// Whether the application refused it, and has logged it.
    let isApplications: Bool

    init(
        _ failure: Failure, status: HTTPResponseStatus? = nil, fields: HTTPFields = [:], isApplications: Bool = false
    ) {
        self.failure = failure
        self.status = status
        self.fields = fields
        self.isApplications = isApplications
    }

    init(_ code: FailureCode, _ detail: String, fields: HTTPFields = [:], cause: (any Error)? = nil) {
        self.init(Failure(code, detail, cause: cause), fields: fields)
    }

    /// What another protocol's upgrader failed with.
    init(upgrade error: any Error) {
        guard let refusal = error as? UpgradeRefusal else {
            self.init(Failure(.internal, cause: error))
            return
        }
        self.init(refusal.failure, status: refusal.status, fields: HTTPFields(refusal.fields))
    }
}
