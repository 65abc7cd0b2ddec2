public import CaravanProtocol
internal import Synchronization

/// Calls an application in its own process, for tests and for programs that embed one.
///
/// It is one peer: a login binds it to its session, as on every transport. Calls from several tasks at once are
/// performed at once.
public final class InProcessClient: Sendable {
    private let application: any Application
    private let operations: OperationTable
    private let binding: Mutex<Credential>

    public init(_ application: any Application, credential: Credential = .none) {
        self.application = application
        operations = OperationTable(application.operations)
        binding = Mutex(credential)
    }

    /// Who calls.
    public var credential: Credential { binding.withLock { $0 } }

    /// Performs an operation.
    ///
    /// - Parameter params: Path, query and body fields together; and, as in JSON-RPC, `_meta`.
    /// - Returns: What HTTP has as its body; `null` for no content.
    public func call(_ operation: String, _ params: JSONObject = [:]) async throws(Failure) -> JSONValue {
        try finish(await application.perform(try call(of: operation, params)))
    }

    /// Performs an operation on the calling thread.
    public func callNow(_ operation: String, _ params: JSONObject = [:]) throws(Failure) -> JSONValue {
        try finish(application.performNow(try call(of: operation, params)))
    }

    private func call(of operation: String, _ params: JSONObject) throws(Failure) -> Call {
        guard let input = operations.input(of: operation, params: params) else {
            throw Failure(.notFound, "There is no such operation.")
        }
        return Call(
            operation, input: input, meta: CallMeta(params["_meta"]), credential: credential,
            requestID: application.newRequestID(), transport: "in_process")
    }

    private func finish(_ reply: Reply) throws(Failure) -> JSONValue {
        let result: JSONValue
        switch reply.content {
        case .failure(let failure): throw failure
        case .none: result = .null
        case .json(let bytes):
            do throws(JSONError) {
                // An answer may nest deeper than a body may: an entity stands in an entry, that in a list.
                result = try JSONReader.parse(bytes, depthMax: .max)
            } catch {
                throw Failure(.internal, cause: error)
            }
        }
        if let credential = reply.binding { binding.withLock { $0 = credential } }
        return result
    }
}
