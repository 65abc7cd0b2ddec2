package import CaravanProtocol
package import NIOHTTP1

/// Why another protocol does not take over a connection, as its upgrader fails: the HTTP transport answers with the
/// problem.
package struct UpgradeRefusal: Error {
    package let failure: Failure
    /// The status, where it is not the one of the failure's code (426).
    package let status: HTTPResponseStatus?
    package let fields: HTTPHeaders

    package init(_ failure: Failure, status: HTTPResponseStatus? = nil, fields: HTTPHeaders = [:]) {
        self.failure = failure
        self.status = status
        self.fields = fields
    }
}
