import BenchSupport

/// What the command line says.
struct Options {
    static let usage = """
        bench-http [--rounds N] [--seconds S] [--only reads,creates,starts,rest,logins] [--output FILE] [--profile]

        --rounds     how often each line is measured [5; rest and logins: 3]
        --seconds    how long a round of a line lasts [1.2]
        --output     where the JSON goes [.build/bench/http.json]
        --profile    records each path with perf instead and prints where its time goes
        """

    var rounds = 5
    var seconds = 1.2
    var only: Set<String> = []
    var output = ".build/bench/http.json"
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
            case "--only": only = Set(value.split(separator: ",").map(String.init))
            case "--output": output = value
            default: throw BenchError(Self.usage)
            }
        }
    }

    func wants(_ title: String) -> Bool { only.isEmpty || only.contains(title) }
}
