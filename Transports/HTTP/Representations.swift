import CaravanNetwork
import CaravanProtocol

/// Which answers are the representation of a resource, and where that one is.
struct Representations: Sendable {
    /// The writes whose answer has an entity tag: those of the resource that their path names or that they made, but for
    /// PUT, whose answer may have one only if what was sent was kept as it is (RFC 9110, section 9.3.4).
    private let tagged: Set<String>
    /// The resources that creates make, by the creates' names.
    private let created: [String: Resource]

    init(_ operations: [OperationDescriptor]) {
        let resources = ResourceTable(operations)
        var tagged: Set<String> = []
        var created: [String: Resource] = [:]
        for operation in operations {
            let creation = resources.creation(of: operation)
            created[operation.name] = creation
            let isWrite = operation.route.verb == .post || operation.route.verb == .patch
            let resource = creation ?? resources.target(of: operation)
            if operation.hasEntityTag || isWrite && resource?.isAnswered(by: operation) == true {
                tagged.insert(operation.name)
            }
        }
        self.tagged = tagged
        self.created = created
    }

    /// Whether the operation's answers have an entity tag.
    func isTagged(_ operation: OperationDescriptor) -> Bool { tagged.contains(operation.name) }

    /// The path of what a create made, for `Location`; `nil` for any other operation.
    func location(of answer: [UInt8], to request: OperationRequest) -> String? {
        guard let resource = created[request.operation.name], let last = resource.get.route.names.last,
            let id = (try? JSONReader.parse(answer, depthMax: .max))?["id"]?.string
        else { return nil }
        var values = [last: id]
        for name in resource.names { values[name.get] = request.path[name.own] }
        let segments = resource.get.route.segments.map { segment in
            segment.hasPrefix("{")
                ? PercentCoding.encode(values[String(segment.dropFirst().dropLast())] ?? "") : String(segment)
        }
        return "/" + (PathTable.base + segments).joined(separator: "/") + "/"
    }
}
