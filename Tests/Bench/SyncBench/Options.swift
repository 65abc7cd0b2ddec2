import BenchSupport

/// What the command line says.
struct Options {
    static let usage = """
        bench-sync [--rounds N] [--seconds S] [--trips N] [--only pull,push,news] [--output FILE] [--profile]

        --rounds     how often each line is measured [5]
        --seconds    how long a round of a line of pushes or requests lasts [1.2]
        --trips      how many trips of 1,000 entities the database has [100]
        --output     where the JSON goes [.build/bench/sync.json]
        --profile    records each path with perf instead and prints where its time goes
        """

    var rounds = 5
    var seconds = 1.2
    var trips = 100
    var only: Set<String> = []
    var output = ".build/bench/sync.json"
    var isProfile = false

    init(_ arguments: [String]) throws {
        var rest = arguments[...]
        while let word = rest.popFirst() {
            if word == "--profile" {
                isProfile = true
                continue
            }
            guard let value = rest.popFirst() else { throw BenchError(Self.usage) }
            switch word {
            case "--rounds": rounds = max(1, Int(value) ?? rounds)
            case "--seconds": seconds = max(0.1, Double(value) ?? seconds)
            case "--trips": trips = max(1, Int(value) ?? trips)
            case "--only": only = Set(value.split(separator: ",").map(String.init))
            case "--output": output = value
            default: throw BenchError(Self.usage)
            }
        }
    }

    func wants(_ title: String) -> Bool { only.isEmpty || only.contains(title) }
}
