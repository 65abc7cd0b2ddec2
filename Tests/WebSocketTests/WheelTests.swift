import Testing

@testable import CaravanWebSocket

@Suite("Who is looked at when")
struct WheelTests {
    private final class Member {}

    @Test func comesAtItsTime() {
        var wheel = Wheel<Member>(secondsMax: 30)
        let members = [1, 10, 30].map { (seconds: $0, member: Member()) }
        for _ in 0..<100 {
            for (seconds, member) in members { _ = wheel.put(member, in: seconds) }
            for second in 1...31 {
                let found = wheel.advance().map(ObjectIdentifier.init)
                // At least so many seconds, whatever part of one had gone by.
                #expect(
                    found
                        == members.filter { $0.seconds + 1 == second }.map { ObjectIdentifier($0.member) })
            }
            #expect(wheel.members.isEmpty)
        }
    }

    @Test func isTakenOut() {
        var wheel = Wheel<Member>(secondsMax: 5)
        let member = Member()
        let slot = wheel.put(member, in: 3)
        wheel.remove(member, from: slot)
        for _ in 0..<10 {
            let found = wheel.advance()
            #expect(found.isEmpty)
        }
    }
}
