import CaravanProtocol
import CaravanSystem
import Testing

@Test func clockIsInThisCenturyAndMoves() throws {
    let clock = SystemClock()
    let first = clock.now()
    let second = clock.now()
    let start = try #require(Instant(parsing: "2025-01-01T00:00:00Z"))
    let end = try #require(Instant(parsing: "2100-01-01T00:00:00Z"))
    #expect(first > start && first < end)
    #expect(second >= first)
}

@Test func randomBytesHaveTheLengthAskedFor() {
    let random = SystemRandom()
    for count in [0, 1, 7, 8, 9, 32, 1000] { #expect(random.bytes(count).count == count) }
    #expect(random.bytes(-1).isEmpty)
}

@Test func randomBytesDiffer() {
    let random = SystemRandom()
    #expect(random.bytes(16) != random.bytes(16))
    #expect(random.next() != random.next())
    // 4096 bytes without some value happen with a probability below 1 in 30 000.
    #expect(Set(random.bytes(4096)).count > 250)
}
