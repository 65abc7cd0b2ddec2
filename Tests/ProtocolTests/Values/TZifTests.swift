import CaravanProtocol
import Testing

struct TZifTests {
    private func offset(_ zone: TZif, _ text: String) throws -> Int {
        zone.secondsFromUTC(at: try #require(Instant(parsing: text)))
    }

    @Test func typesHoldFromTheirTransitionOn() throws {
        let file = ZoneBytes(transitions: [(100, 1), (200, 2)], offsets: [10, 3600, -7200])
        for version in [0, UInt8(ascii: "2"), UInt8(ascii: "3"), UInt8(ascii: "4")] {
            var file = file
            file.version = version
            let zone = try TZif(file.bytes)
            for (second, expected) in [
                (-9_000_000_000, 10), (99, 10), (100, 3600), (199, 3600), (200, -7200), (1 << 40, -7200),
            ] {
                #expect(zone.secondsFromUTC(at: Instant(microseconds: Int64(second) * 1_000_000)) == expected)
            }
            #expect(zone.secondsFromUTC(at: Instant(microseconds: 99_999_999)) == 10)
        }
    }

    @Test func timesMayLieBefore1901() throws {
        let zone = try TZif(ZoneBytes(transitions: [(-2_486_592_560, 0), (0, 1)], offsets: [60, 120]).bytes)
        #expect(zone.secondsFromUTC(at: Instant(microseconds: -1)) == 60)
    }

    @Test func utcNeedsNoFile() throws {
        #expect(try offset(.utc, "2500-01-01T00:00:00Z") == 0)
        let local = try #require(LocalDateTime(parsing: "2031-05-01T10:00:00.5"))
        #expect(TZif.utc.instant(of: local).description == "2031-05-01T10:00:00.500000Z")
    }

    @Test func gapsAndOverlaps() throws {
        // An hour forward at 1000000, an hour back at 2000000.
        let zone = try TZif(ZoneBytes(transitions: [(1_000_000, 1), (2_000_000, 0)], offsets: [0, 3600]).bytes)
        func second(_ local: Int) throws -> Int64 {
            let time = try #require(
                LocalDateTime(
                    date: LocalDate(days: Int32(local / 86400)), microsecondsOfDay: Int64(local % 86400) * 1_000_000))
            return zone.instant(of: time).microseconds / 1_000_000
        }
        #expect(try second(999_999) == 999_999)
        #expect(try second(1_000_000) == 1_000_000)  // skipped: the offset before the gap
        #expect(try second(1_003_599) == 1_003_599)
        #expect(try second(1_003_600) == 1_000_000)
        #expect(try second(1_999_999) == 1_996_399)
        #expect(try second(2_000_000) == 1_996_400)  // twice: the first
        #expect(try second(2_003_599) == 1_999_999)
        #expect(try second(2_003_600) == 2_003_600)
    }

    @Test func damagedBytesAreRefused() throws {
        let good = ZoneBytes(transitions: [(100, 1), (200, 0)], offsets: [0, 3600], footer: "\nUTC0\n").bytes
        _ = try TZif(good)
        for length in 0..<good.count {
            #expect(throws: TZifError.self) { try TZif(Array(good[..<length])) }
        }
        #expect(throws: TZifError.notTZif) { try TZif([]) }
        #expect(throws: TZifError.notTZif) { try TZif(Array("# tzdb data".utf8)) }
        #expect(throws: TZifError.truncated) { try TZif(Array("TZif2".utf8)) }
        #expect(throws: TZifError.malformed) { try TZif(ZoneBytes(offsets: []).bytes) }
        #expect(throws: TZifError.malformed) { try TZif(ZoneBytes(transitions: [(1, 1)]).bytes) }
        #expect(throws: TZifError.malformed) { try TZif(ZoneBytes(transitions: [(1, 0), (1, 0)]).bytes) }
        #expect(throws: TZifError.malformed) { try TZif(ZoneBytes(transitions: [(2, 0), (1, 0)]).bytes) }
        #expect(throws: TZifError.malformed) { try TZif(ZoneBytes(offsets: [93_600]).bytes) }
        #expect(throws: TZifError.malformed) { try TZif(ZoneBytes(offsets: [-90_000]).bytes) }
        #expect(throws: TZifError.malformed) { try TZif(ZoneBytes(isDaylight: 2).bytes) }
        #expect(throws: TZifError.malformed) { try TZif(ZoneBytes(nameIndex: 4).bytes) }
        #expect(throws: TZifError.leapSeconds) { try TZif(ZoneBytes(leapCount: 1).bytes) }
    }

    /// Whatever the bytes are, they are read or refused, and what is read answers.
    @Test(arguments: 0..<50 as Range<UInt64>) func garbageDoesNoHarm(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let good = ZoneBytes(
            transitions: [(100, 1), (200, 0)], offsets: [0, 3600], footer: "\nCET-1CEST,M3.5.0,M10.5.0/3\n"
        ).bytes
        for _ in 0..<100 {
            var bytes = good
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                bytes[place] = UInt8.random(in: 0...255, using: &generator)
            }
            guard let zone = try? TZif(bytes) else { continue }
            for microseconds in [Int64.min, -1, 0, 150_000_000, .max] {
                #expect(abs(zone.secondsFromUTC(at: Instant(microseconds: microseconds))) < 26 * 3600)
            }
            for days in [Int32.min / 60, -719_162, 0, 2_932_896] {
                if let local = LocalDateTime(date: LocalDate(days: days), microsecondsOfDay: 0) {
                    _ = zone.instant(of: local)
                }
            }
        }
    }

    @Test func countsBeyondTheBytesAreRefused() {
        for index in 20..<44 {
            var bytes = ZoneBytes(version: 0).bytes
            bytes[index] = 0xFF
            #expect(throws: TZifError.self) { try TZif(bytes) }
        }
    }
}
