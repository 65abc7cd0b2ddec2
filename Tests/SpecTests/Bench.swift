import Scenarios
import Testing
@Test func bench() async throws {
    let file = try SpecFolder.scenarioFile("activities.get")
    for setting in Setting.all {
        let t = ContinuousClock.now
        for _ in 0..<10 { _ = try await setting.play(file.scenarios[0], of: file) }
        print("BENCH", setting.testDescription, (ContinuousClock.now - t) / 10)
    }
}
