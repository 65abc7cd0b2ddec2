/// What is wrong with a scenario file, and where in it.
public struct ScenarioFormatError: Error, Equatable, CustomStringConvertible {
    public let place: String
    public let problem: String

    public init(_ place: String, _ problem: String) {
        self.place = place
        self.problem = problem
    }

    public var description: String { "\(place): \(problem)" }
}
