import Foundation
import Synchronization

extension Place {
    private static let runs = Atomic(0)

    /// A name that no other run in this process has.
    static func nextName() -> String { "run-\(runs.wrappingAdd(1, ordering: .relaxed).newValue)" }

    /// Runs `caravan` to its end. Throws ``ProgramFailure`` when that takes too long.
    public func run(
        _ arguments: [String], environment: [String: String] = [:], input: String = "", seconds: Double = 120
    ) throws -> Outcome {
        try run(BuiltProgram.caravan, arguments, environment: environment, input: input, seconds: seconds)
    }

    /// Runs any program to its end.
    public func run(
        _ program: String, _ arguments: [String], environment: [String: String] = [:], input: String = "",
        seconds: Double = 120
    ) throws -> Outcome {
        let name = Self.nextName()
        let files = ["in", "out", "err"].map { path + "/" + name + "." + $0 }
        try file(name + ".in", input)
        let process = try ChildProcess(
            program, arguments, environment: self.environment(environment),
            [0: .reading(files[0]), 1: .writing(files[1]), 2: .writing(files[2])])
        guard let status = process.wait(seconds: seconds) else {
            throw ProgramFailure("\(arguments) does not end:\n\(text(name + ".out"))\n\(text(name + ".err"))")
        }
        return Outcome(status: status, output: text(name + ".out"), errors: text(name + ".err"))
    }
}
