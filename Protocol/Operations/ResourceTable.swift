/// Finds the resources of a catalogue: which GET shows what an operation acts on.
public struct ResourceTable: Sendable {
    /// The GETs by the shapes of their paths.
    private let gets: [String: OperationDescriptor]

    public init(_ operations: [OperationDescriptor]) {
        let gets = operations.filter { $0.route.verb == .get }
        self.gets = Dictionary(gets.map { (Self.shape($0.route.segments), $0) }) { first, _ in first }
    }

    /// The resource that the operation acts on: the one at its path. Where there is none, words at the path's end name
    /// what is done (`/trips/{id}/plan/`) or a part (`/users/me/avatar/`), and are left out. `nil` where there is a list.
    public func target(of operation: OperationDescriptor) -> Resource? {
        var segments = operation.route.segments[...]
        while !segments.isEmpty {
            if let get = gets[Self.shape(segments)] { return Self.resource(get, operation) }
            guard segments.last?.hasPrefix("{") == false else { return nil }
            segments.removeLast()
        }
        return nil
    }

    /// What the operation adds to a list: the resource one part below its path, which the answer's `id` names.
    public func creation(of operation: OperationDescriptor) -> Resource? {
        guard operation.route.verb == .post, operation.route.success == 201,
            let get = gets[Self.shape(operation.route.segments + ["{}"])]
        else { return nil }
        return Self.resource(get, operation)
    }

    private static func resource(_ get: OperationDescriptor, _ operation: OperationDescriptor) -> Resource? {
        guard get.hasEntityTag else { return nil }
        return Resource(get: get, names: zip(get.route.names, operation.route.names).map { ($0, $1) })
    }

    /// Names in the path are all the same.
    private static func shape(_ segments: some Sequence<Substring>) -> String {
        segments.map { $0.hasPrefix("{") ? "{}" : $0 }.joined(separator: "/")
    }
}
