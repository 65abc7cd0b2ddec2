/// What the command line of a bench says.
public struct BenchOptions {
    public var rounds = 5
    public var seconds = 1.2
    public var only: Set<String> = []
    public var output: String
    public var isProfile = false
    /// Options of the bench's own, which are whole numbers from 1.
    public var numbers: [String: Int]

    /// - Parameters:
    ///   - usage: Its first lines; what every bench has is added.
    ///   - numbers: The bench's own options (`--trips`), with what they are if nothing is said.
    public init(_ arguments: [String], usage: String, output: String, numbers: [String: Int] = [:]) throws {
        (self.output, self.numbers) = (output, numbers)
        let usage = """
            \(usage)
              --rounds     how often each line is measured [\(rounds)]
              --seconds    how long a round of a line lasts [\(seconds)]
              --output     where the JSON goes [\(output)]
              --profile    records each path with perf instead and prints where its time goes
            """
        var rest = arguments[...]
        while let word = rest.popFirst() {
            if word == "--profile" {
                isProfile = true
                continue
            }
            guard let value = rest.popFirst() else { throw BenchError(usage) }
            switch word {
            case "--rounds": rounds = max(1, Int(value) ?? rounds)
            case "--seconds": seconds = max(0.1, Double(value) ?? seconds)
            case "--only": only = Set(value.split(separator: ",").map(String.init))
            case "--output": self.output = value
            default:
                guard let number = self.numbers[word] else { throw BenchError(usage) }
                self.numbers[word] = max(1, Int(value) ?? number)
            }
        }
    }

    public func wants(_ title: String) -> Bool { only.isEmpty || only.contains(title) }
}
