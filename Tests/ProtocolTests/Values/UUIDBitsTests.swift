import CaravanProtocol
import Testing

@Test func halvesAreKept() {
    #expect(UUIDBits(high: 1, low: 2).low == 2)
}
