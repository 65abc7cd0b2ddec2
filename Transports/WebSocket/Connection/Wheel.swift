/// Who is looked at when, as a value: each stands in the slot of a second, so that nobody is touched before.
struct Wheel<Member: AnyObject> {
    private var slots: [[ObjectIdentifier: Member]]
    private var now = 0

    /// - Parameter secondsMax: The longest time ahead.
    init(secondsMax: Int) {
        slots = Array(repeating: [:], count: secondsMax + 2)
    }

    var isEmpty: Bool { slots.allSatisfy(\.isEmpty) }
    var members: [Member] { slots.flatMap(\.values) }

    /// Puts the member where it is looked at after so many seconds, or up to one more.
    ///
    /// - Returns: Its slot, by which it is found again.
    mutating func put(_ member: Member, in seconds: Int) -> Int {
        let slot = (now + min(max(1, seconds + 1), slots.count - 1)) % slots.count
        slots[slot][ObjectIdentifier(member)] = member
        return slot
    }

    mutating func remove(_ member: Member, from slot: Int) {
        slots[slot][ObjectIdentifier(member)] = nil
        // What has held many keeps no room for them.
        if slots[slot].isEmpty { slots[slot] = [:] }
    }

    /// Goes on by a second: those whose time it is, who stand nowhere then.
    mutating func advance() -> [Member] {
        now = (now + 1) % slots.count
        defer { slots[now] = [:] }
        return Array(slots[now].values)
    }
}
