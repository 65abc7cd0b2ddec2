import BenchSupport
import Foundation

/// Starts the servers of a run.
struct Stages {
    let options: Options
    let workplace: Workplace

    /// What is measured.
    func subject(_ hall: Hall, isKeeping: Bool = false) throws -> any Stage {
        let folder = try workplace.folder("\(UUID())")
        guard options.isControlMeasured else { return try CaravanStage(hall, folder) }
        let fault = options.fault.map { ["--fault", $0] } ?? []
        return try ControlStage(hall, folder, fault + (isKeeping ? ["--keep"] : []))
    }

    /// What it is compared with.
    func control(_ hall: Hall, isKeeping: Bool = false) throws -> any Stage {
        try ControlStage(hall, workplace.path, isKeeping ? ["--keep"] : [])
    }
}
