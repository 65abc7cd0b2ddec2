import BenchSupport

/// What the command line says.
struct Options {
    static let suites = [Fanout.title, Chat.title, Paced.title, Idle.title, Slow.title, Resume.title]
    static let usage = """
        bench-live [--rounds N] [--seconds S] [--only \(suites.joined(separator: ","))] [--output FILE]
                   [--peers N] [--idle-seconds S] [--server caravan|control] [--fault drop|double|swap]

        --rounds         how often each line is measured [3; idle: 1]
        --seconds        how long a round of a line lasts [3]
        --output         where the JSON goes [.build/bench/live.json]
        --peers          how many the idle ones are [5000]
        --idle-seconds   how long they are watched; pings come every 30 s [30]
        --server         what is measured; the control beside itself proves the bench [caravan]
        --fault          what the measured control does wrong once, which the bench has to notice
        """

    var rounds = 3
    var seconds = 3.0
    var only: Set<String> = []
    var output = ".build/bench/live.json"
    var peers = 5_000
    var idleSeconds = 30.0
    var isControlMeasured = false
    var fault: String?

    init(_ arguments: [String]) throws {
        var rest = arguments[...]
        while let word = rest.popFirst() {
            guard let value = rest.popFirst() else { throw BenchError(Self.usage) }
            switch word {
            case "--rounds": rounds = max(1, Int(value) ?? rounds)
            case "--seconds": seconds = max(0.1, Double(value) ?? seconds)
            case "--only": only = Set(value.split(separator: ",").map(String.init))
            case "--output": output = value
            case "--peers": peers = max(20, Int(value) ?? peers)
            case "--idle-seconds": idleSeconds = max(1, Double(value) ?? idleSeconds)
            case "--server" where ["caravan", "control"].contains(value): isControlMeasured = value == "control"
            case "--fault": fault = value
            default: throw BenchError(Self.usage)
            }
        }
        guard only.isSubset(of: Self.suites), fault == nil || isControlMeasured else { throw BenchError(Self.usage) }
    }

    func wants(_ title: String) -> Bool { only.isEmpty || only.contains(title) }
}
