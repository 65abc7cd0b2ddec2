import CaravanProtocol

/// What the conditions of a write are checked against: the GET of the resource that it changes.
struct ConditionTarget: Sendable {
    private let get: CatalogueEntry
    /// The names of the GET's path, and the write's own for each of them.
    private let names: [(get: String, own: String)]

    /// Those of the catalogue, by the writes' names.
    static func all(of entries: [CatalogueEntry]) -> [String: ConditionTarget] {
        let resources = ResourceTable(entries.map(\.descriptor))
        let byName = Dictionary(uniqueKeysWithValues: entries.map { ($0.descriptor.name, $0) })
        var targets: [String: ConditionTarget] = [:]
        for entry in entries where entry.descriptor.takesCondition {
            guard let resource = resources.target(of: entry.descriptor), let get = byName[resource.get.name] else {
                continue
            }
            targets[entry.descriptor.name] = ConditionTarget(get: get, names: resource.names)
        }
        return targets
    }

    /// The read of the resource that the write's input names.
    func begin(_ input: CallInput, _ context: DecodingContext) throws(Failure) -> any AnyExecution {
        var path: [String: String] = [:]
        for name in names { path[name.get] = input[name.own]?.text }
        return try get.begin(CallInput(path: path, pathNames: Set(path.keys)), context)
    }
}
