/// Every sample of every round, by its name.
package struct Samples: Encodable {
    package private(set) var rounds: [String: [Sample]] = [:]

    package init() {}

    package mutating func add(_ samples: [String: Sample]) {
        for (name, sample) in samples { rounds[name, default: []].append(sample) }
    }

    package mutating func add(_ other: Samples) {
        rounds.merge(other.rounds) { $0 + $1 }
    }

    /// The middle of the values; `nil` where there is none.
    package func median(_ name: String) -> Double? { rounds[name].flatMap { $0.map(\.value).median } }

    /// The middle of something else that was seen.
    package func median(_ name: String, _ detail: String) -> Double? {
        rounds[name].flatMap { $0.compactMap { $0.details[detail] }.median }
    }
}

extension [Double] {
    package var median: Double? { isEmpty ? nil : sorted()[count / 2] }
}
