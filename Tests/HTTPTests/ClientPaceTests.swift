import NIOCore
import Testing

@testable import CaravanHTTP

@Suite("A client's pace")
struct ClientPaceTests {
    private static let limits = ClientPace.Limits(head: 10, bytesPerSecondMin: 500, idle: 75)

    private func isOver(_ seconds: Double, _ change: (inout ClientPace) -> Void = { _ in }) -> Bool {
        var pace = ClientPace(now: Self.at(0))
        change(&pace)
        return pace.isOver(Self.limits, now: Self.at(seconds))
    }

    private static func at(_ seconds: Double) -> NIODeadline {
        .uptimeNanoseconds(1_000_000_000_000) + .milliseconds(Int64(seconds * 1000))
    }

    @Test func aFirstRequestHasTheTimeOfAHead() {
        #expect(!isOver(9.99))
        #expect(isOver(10))
    }

    @Test func aHeadHasItsTimeFromItsFirstByte() {
        let change = { (pace: inout ClientPace) in
            pace.bytesCame(1, now: Self.at(8))
            pace.bytesCame(1, now: Self.at(17))
        }
        #expect(!isOver(17.99, change))
        #expect(isOver(18, change))
    }

    @Test func betweenRequestsItMayWait() {
        let change = { (pace: inout ClientPace) in pace.enter(.request(isFirst: false), now: Self.at(1)) }
        #expect(!isOver(75.9, change))
        #expect(isOver(76, change))
        let begun = { (pace: inout ClientPace) in
            change(&pace)
            pace.bytesCame(1, now: Self.at(76))
        }
        #expect(!isOver(85.9, begun))
        #expect(isOver(86, begun))
    }

    @Test func aBodyHasARate() {
        let change: (Int) -> (inout ClientPace) -> Void = { bytes in
            { (pace: inout ClientPace) in
                pace.enter(.body(0), now: Self.at(0))
                pace.bytesCame(bytes, now: Self.at(1))
            }
        }
        #expect(!isOver(9.9, change(0)))
        #expect(isOver(10, change(4999)))
        #expect(!isOver(10, change(5000)))
    }

    /// Who was fast may not stop.
    @Test func theRateHoldsToTheEnd() {
        var pace = ClientPace(now: Self.at(0))
        pace.enter(.body(0), now: Self.at(0))
        pace.bytesCame(100_000_000, now: Self.at(9))
        var found = [pace.isOver(Self.limits, now: Self.at(10))]
        pace.bytesCame(4999, now: Self.at(11))
        found += [19, 20].map { pace.isOver(Self.limits, now: Self.at($0)) }
        #expect(found == [false, false, true])
    }

    @Test func soHasWhatIsTaken() {
        let change: (Int) -> (inout ClientPace) -> Void = { bytes in
            { (pace: inout ClientPace) in
                pace.enter(.taking(0), now: Self.at(0))
                pace.bytesCame(1_000_000, now: Self.at(1))
                pace.bytesWent(bytes)
            }
        }
        #expect(!isOver(74.9, change(0)))
        #expect(isOver(75, change(37_499)))
        #expect(!isOver(75, change(37_500)))
    }

    @Test func anAnswerInTheMakingIsNotTheClients() {
        #expect(!isOver(100_000) { $0.enter(.answer, now: Self.at(0)) })
    }

    @Test func theEndIsShort() {
        #expect(isOver(1) { $0.enter(.end, now: Self.at(0)) })
    }
}
