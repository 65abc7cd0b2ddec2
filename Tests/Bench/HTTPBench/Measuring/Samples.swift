/// Every sample of every round, by its name.
struct Samples: Encodable {
    private(set) var rounds: [String: [Sample]] = [:]

    mutating func add(_ samples: [String: Sample]) {
        for (name, sample) in samples { rounds[name, default: []].append(sample) }
    }

    mutating func add(_ other: Samples) {
        rounds.merge(other.rounds) { $0 + $1 }
    }

    /// The middle of the values; `nil` where there is none.
    func median(_ name: String) -> Double? { rounds[name].flatMap { $0.map(\.value).median } }

    /// The middle of something else that was seen.
    func median(_ name: String, _ detail: String) -> Double? {
        rounds[name].flatMap { $0.compactMap { $0.details[detail] }.median }
    }
}

extension [Double] {
    var median: Double? { isEmpty ? nil : sorted()[count / 2] }
}
