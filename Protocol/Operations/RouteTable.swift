/// Finds the operation of a path: a tree of the catalogue's paths, with literal parts before names.
///
/// A path matches with and without its trailing slash; empty parts elsewhere do not match.
public struct RouteTable: Sendable {
    // Unchecked: built once in `init`, only read afterwards.
    private final class Node: @unchecked Sendable {
        var literals: [String: Node] = [:]
        var name: Node?
        var operations: [Route.Verb: (descriptor: OperationDescriptor, names: [String])] = [:]
    }

    private let root: Node

    public init(_ operations: [OperationDescriptor]) {
        root = Node()
        for operation in operations {
            var node = root
            for segment in operation.route.segments {
                if segment.hasPrefix("{") {
                    let next = node.name ?? Node()
                    node.name = next
                    node = next
                } else {
                    let next = node.literals[String(segment)] ?? Node()
                    node.literals[String(segment)] = next
                    node = next
                }
            }
            node.operations[operation.route.verb] = (operation, operation.route.names)
        }
    }

    /// What a path and a method lead to.
    public enum Match: Sendable {
        case operation(OperationDescriptor, path: [String: String])
        /// The path exists with these methods.
        case otherVerbs([Route.Verb])
        case none
    }

    /// - Parameters:
    ///   - segments: the parts of the path below the base, percent-decoded.
    ///   - verb: `nil` for a method that no operation has.
    public func match(_ segments: ArraySlice<String>, _ verb: Route.Verb?) -> Match {
        var values: [String] = []
        guard let node = find(segments, from: root, &values) else { return .none }
        guard let verb, let found = node.operations[verb] else {
            return .otherVerbs(Route.Verb.allCases.filter { node.operations[$0] != nil })
        }
        return .operation(found.descriptor, path: Dictionary(zip(found.names, values)) { $1 })
    }

    /// Depth-first with a literal tried first, so that `/users/me/` goes before `/users/{id}/`, and
    /// `/trips/{id}/plan/` and `/trips/{trip_id}/members/` share their way. A name takes no empty part.
    private func find(_ segments: ArraySlice<String>, from node: Node, _ values: inout [String]) -> Node? {
        guard let first = segments.first else { return node.operations.isEmpty ? nil : node }
        if let literal = node.literals[first], let found = find(segments.dropFirst(), from: literal, &values) {
            return found
        }
        guard let name = node.name, !first.isEmpty else { return nil }
        values.append(first)
        if let found = find(segments.dropFirst(), from: name, &values) { return found }
        values.removeLast()
        return nil
    }
}
