import CaravanProtocol

/// The lists of a page. Not a dictionary, which would be asked at each row.
struct PulledLists: Sendable {
    private var lists = [PulledList](repeating: PulledList(), count: PullList.allCases.count)

    subscript(list: PullList) -> PulledList { lists[list.rawValue] }

    var isEmpty: Bool { lists.allSatisfy(\.isEmpty) }
    var bytesCount: Int { lists.reduce(0) { $0 + $1.bytesCount } }

    /// Changes a list where it lies.
    mutating func update<R>(_ list: PullList, _ body: (inout PulledList) throws -> R) rethrows -> R {
        try body(&lists[list.rawValue])
    }
}
