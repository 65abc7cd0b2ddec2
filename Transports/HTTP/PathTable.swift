import CaravanNetwork
import CaravanProtocol
import NIOHTTP1

/// What a path and a method lead to: the catalogue under `/api/v1`, its documents, and health, outside of it too.
struct PathTable: Sendable {
    /// What is to be done for a request.
    enum Match: Sendable {
        case operation(OperationDescriptor, path: [String: String])
        case health(HealthEndpoint.Path)
        case document(DocumentEndpoint.Path)
        case events
        /// A socket: another protocol takes the connection over.
        case socket
        /// `OPTIONS`: the methods of the path, as `Allow` lists them.
        case allowed(String)
    }

    /// The path above all operations, by its parts.
    static let base = Route.base.split(separator: "/").map(String.init)

    private let routes: RouteTable
    private let isSocket: @Sendable ([String]) -> Bool

    /// - Parameter isSocket: Whether sockets can be opened at a path that leads to nothing else.
    init(_ operations: [OperationDescriptor], isSocket: @escaping @Sendable ([String]) -> Bool = { _ in false }) {
        routes = RouteTable(operations)
        self.isSocket = isSocket
    }

    /// Throws ``Refusal``: `not_found` for an unknown path, `method_not_allowed` for another method of a known one.
    func find(_ target: RequestTarget, _ method: HTTPMethod) throws(Refusal) -> Match {
        if target.isServer, method == .OPTIONS {
            return .allowed(Self.allow(Route.Verb.allCases))
        }
        guard let segments = target.segments else { throw Self.unknown }
        if let path = DocumentEndpoint.Path(segments) { return try Self.choose(.document(path), [.get], method) }
        guard segments.starts(with: Self.base) else {
            if let path = HealthEndpoint.Path(segments[...]) { return try Self.choose(.health(path), [.get], method) }
            guard isSocket(segments) else { throw Self.unknown }
            return try Self.choose(.socket, [.get], method)
        }
        if segments.dropFirst(Self.base.count).elementsEqual(EventsEndpoint.path) {
            return try Self.choose(.events, [.get], method)
        }
        switch routes.match(segments.dropFirst(Self.base.count), Route.Verb(method)) {
        case .none: throw Self.unknown
        case .operation(let operation, let path): return .operation(operation, path: path)
        case .otherVerbs(let verbs): return try Self.choose(nil, verbs, method)
        }
    }

    private static func choose(
        _ match: Match?, _ verbs: [Route.Verb], _ method: HTTPMethod
    ) throws(Refusal) -> Match {
        if method == .OPTIONS { return .allowed(allow(verbs)) }
        guard let verb = Route.Verb(method), verbs.contains(verb), let match else {
            throw Refusal(
                .methodNotAllowed, "The path has the methods \(allow(verbs)).", fields: [.allow: allow(verbs)])
        }
        return match
    }

    private static func allow(_ verbs: [Route.Verb]) -> String {
        var methods = verbs.map(\.rawValue)
        if verbs.contains(.get) { methods.append("HEAD") }
        methods.append("OPTIONS")
        return methods.joined(separator: ", ")
    }

    static let unknown = Refusal(.notFound, "There is nothing at this path.")
}
