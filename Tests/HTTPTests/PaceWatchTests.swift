import NIOCore
import Testing

@testable import CaravanHTTP

@Suite("The look at the clients' pace")
struct PaceWatchTests {
    @Test func isPutOffOnceWhenItIsLate() {
        let start = NIODeadline.uptimeNanoseconds(1_000_000_000_000)
        var watch = PaceWatch(now: start)
        let due = [1, 2, 3.5, 6, 7, 10, 13, 16, 17].map { watch.isDue(now: start + .milliseconds(Int64($0 * 1000))) }
        #expect(due == [true, true, true, false, true, false, true, false, true])
    }
}
