/// What is going to happen, the earliest first; of what happens at one moment, what was planned first.
struct Timeline {
    private struct Entry {
        let at: Int64
        let order: Int
        let happening: Happening

        func isBefore(_ other: Entry) -> Bool { (at, order) < (other.at, other.order) }
    }

    /// A binary heap.
    private var heap: [Entry] = []
    private var planned = 0

    var isEmpty: Bool { heap.isEmpty }

    /// - Parameter at: In microseconds since the start.
    mutating func plan(_ happening: Happening, at: Int64) {
        planned += 1
        heap.append(Entry(at: at, order: planned, happening: happening))
        var place = heap.count - 1
        while place > 0, heap[place].isBefore(heap[(place - 1) / 2]) {
            heap.swapAt(place, (place - 1) / 2)
            place = (place - 1) / 2
        }
    }

    mutating func takeNext() -> (at: Int64, happening: Happening)? {
        guard let first = heap.first else { return nil }
        let last = heap.removeLast()
        guard !heap.isEmpty else { return (first.at, first.happening) }
        heap[0] = last
        var place = 0
        while true {
            var least = place
            for child in [2 * place + 1, 2 * place + 2] where child < heap.count {
                if heap[child].isBefore(heap[least]) { least = child }
            }
            guard least != place else { break }
            heap.swapAt(place, least)
            place = least
        }
        return (first.at, first.happening)
    }
}
