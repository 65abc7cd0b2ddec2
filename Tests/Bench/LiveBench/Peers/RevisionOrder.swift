/// Whether what a peer gets is the log, each entry once and in its order.
struct RevisionOrder {
    private(set) var last: Int?
    private var holes: Set<Int> = []
    private var doubled = 0
    private var disordered = 0

    /// Everything after that revision is expected.
    mutating func start(at revision: Int) { last = revision }

    mutating func see(_ revision: Int) {
        // What comes before the subscription's answer is checked from its first frame on.
        guard let last else { return self.last = revision }
        if revision > last {
            if revision > last + 1 { holes.formUnion(last + 1..<revision) }
            self.last = revision
        } else if holes.remove(revision) != nil {
            disordered += 1
        } else {
            doubled += 1
        }
    }

    /// - Parameter head: the last revision that there is; `nil` for a peer that was cut off.
    func tally(head: Int?) -> Tally {
        let tail = head.map { max(0, $0 - (last ?? 0)) } ?? 0
        return Tally(missing: holes.count + tail, doubled: doubled, disordered: disordered)
    }
}
