/// The members of a JSON object, in the order in which they came.
///
/// Names are compared by their bytes (RFC 8259, section 8.3), as are strings in ``JSONValue``.
public struct JSONObject: Sendable, Equatable, ExpressibleByDictionaryLiteral {
    /// A name and its value.
    public typealias Member = (name: String, value: JSONValue)

    /// The members, in order. No name comes twice.
    public private(set) var members: [Member] = []

    /// Where each name stands, kept only once a walk through the members would cost more than a hash.
    private var index: [JSONName: Int]?
    private static let walkedMax = 16

    /// An object without members.
    public init() {}

    /// Of a name that comes twice the last value stays.
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        for (name, value) in elements { self[name] = value }
    }

    /// Whether there are no members.
    public var isEmpty: Bool { members.isEmpty }

    /// The number of members.
    public var count: Int { members.count }

    /// The value of that name. Setting changes it in place or adds it at the end; setting `nil` (not `.null`) removes
    /// it, which costs a walk through all members.
    public subscript(_ name: String) -> JSONValue? {
        get {
            guard let place = place(of: name) else { return nil }
            return members[place].value
        }
        set {
            guard let newValue else { return remove(name) }
            if let place = place(of: name) {
                members[place].value = newValue
            } else {
                add(name, newValue)
            }
        }
    }

    /// Adds a member at the end; false, and no change, when the name is there already. Constant time on average.
    mutating func insert(_ name: String, _ value: JSONValue) -> Bool {
        guard place(of: name) == nil else { return false }
        add(name, value)
        return true
    }

    private func place(of name: String) -> Int? {
        if let index { return index[JSONName(name)] }
        return members.firstIndex { haveSameBytes($0.name, name) }
    }

    private mutating func add(_ name: String, _ value: JSONValue) {
        if members.isEmpty { members.reserveCapacity(8) }
        index?[JSONName(name)] = members.count
        members.append((name, value))
        if index == nil, members.count > Self.walkedMax { makeIndex() }
    }

    private mutating func remove(_ name: String) {
        guard let place = place(of: name) else { return }
        members.remove(at: place)
        index = nil
        if members.count > Self.walkedMax { makeIndex() }
    }

    private mutating func makeIndex() {
        var made: [JSONName: Int] = [:]
        made.reserveCapacity(members.count * 2)
        for (place, member) in members.enumerated() { made[JSONName(member.name)] = place }
        index = made
    }

    /// Same names with same values, in any order.
    public static func == (left: JSONObject, right: JSONObject) -> Bool {
        left.count == right.count && left.members.allSatisfy { right[$0.name] == $0.value }
    }
}

extension JSONObject: Sequence {
    /// Goes through the members in order.
    public func makeIterator() -> IndexingIterator<[Member]> {
        members.makeIterator()
    }
}
