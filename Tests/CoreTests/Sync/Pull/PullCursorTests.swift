import CaravanProtocol
import TestSupport
import Testing

@testable import CaravanCore

/// The cursor's text.
@Suite struct PullCursorTests {
    static let user = ID<User>(UUIDBits(high: 1, low: 2))
    static let other = ID<User>(UUIDBits(high: 1, low: 3))

    static let cursors: [PullCursor] = [
        PullCursor(own: 0, kinds: .all, trips: []),
        PullCursor(own: 7, kinds: [SyncedKinds(.message)], trips: [.init(place: .at(0)), .init(place: .at(1 << 40))]),
        PullCursor(
            own: 1 << 50, kinds: .all,
            trips: [
                .init(place: .nothing), .init(place: .stale, isTouched: true), .init(place: .owing(12)),
                .init(place: .at(300), isTouched: true),
                .init(
                    place: .partly(
                        PullWhole(
                            asOf: 9, deletedAfter: 4, stage: 3,
                            last: [.id(UUIDBits(high: .max, low: 5)), .integer(-1), .id(.zero)])), isTouched: true),
            ], progress: .init(next: 4, since: Instant(microseconds: -5))),
        PullCursor(
            own: 3, kinds: .all, trips: [.init(place: .partly(PullWhole(asOf: 1, deletedAfter: 1)))],
            progress: .init(next: 0)),
    ]

    @Test(arguments: cursors) func comesBackAsItWas(cursor: PullCursor) {
        #expect(PullCursor.read(cursor.text(Self.user, epoch: "e"), Self.user, epoch: "e") == .cursor(cursor))
    }

    /// The form is for the server alone, but servers of different versions may share a database.
    @Test func staysWhatItWas() {
        let cursor = PullCursor(own: 5, kinds: .all, trips: [.init(place: .at(300)), .init(place: .nothing)])
        #expect(cursor.text(Self.user, epoch: "epoch") == Self.vector)
    }

    static let vector = "AfyWl9H4sIABMYAAbELgaRm6"

    @Test(arguments: cursors) func anyOtherCharacterAnywhereIsSeen(cursor: PullCursor) {
        let text = cursor.text(Self.user, epoch: "e")
        #expect(text.utf8.count % 4 == 0, "no spare bits")
        for place in text.indices {
            for other in "AZaz09-_" where other != text[place] {
                let changed = text.replacingCharacters(in: place...place, with: String(other))
                #expect(PullCursor.read(changed, Self.user, epoch: "e") == .garbled)
            }
            #expect(PullCursor.read(String(text[..<place]), Self.user, epoch: "e") == .garbled)
        }
        for end in ["A", "AAAA", "x", "="] { #expect(PullCursor.read(text + end, Self.user, epoch: "e") == .garbled) }
    }

    @Test(arguments: cursors) func isOneUsersInOneEpoch(cursor: PullCursor) {
        let text = cursor.text(Self.user, epoch: "e")
        #expect(PullCursor.read(text, Self.other, epoch: "e") == .garbled)
        #expect(PullCursor.read(text, Self.user, epoch: "f") == .otherEpoch)
        #expect(PullCursor.read(text, Self.other, epoch: "f") == .garbled)
    }

    /// WIRE.md: below 2 KB for a thousand trips.
    @Test(arguments: [100, 300, 999]) func isSmall(entries: Int64) {
        var random = SeededGenerator(seed: 3)
        let trips = (0..<1000).map { _ in
            PullCursor.Trip(
                place: .at(.random(in: entries / 2...entries, using: &random)), isTouched: .random(using: &random))
        }
        let whole = PullCursor(own: 3000, kinds: .all, trips: trips, progress: .init(next: 500))
        #expect(whole.text(Self.user, epoch: "e").utf8.count < 2048)
        let done = PullCursor(own: 3000, kinds: .all, trips: trips.map { .init(place: $0.place) })
        #expect(done.text(Self.user, epoch: "e").utf8.count < 1900)
    }

    /// Few of many, or many: which trips were touched comes back.
    @Test(arguments: [0, 1, 3, 40, 299, 300]) func touchedTripsComeBack(count: Int) {
        var random = SeededGenerator(seed: UInt64(count))
        let touched = Set((0..<300).shuffled(using: &random).prefix(count))
        let trips = (0..<300).map { PullCursor.Trip(place: .at(3), isTouched: touched.contains($0)) }
        let cursor = PullCursor(own: 1, kinds: .all, trips: trips, progress: .init())
        #expect(PullCursor.read(cursor.text(Self.user, epoch: "e"), Self.user, epoch: "e") == .cursor(cursor))
    }

    @Test func numbersOfAnyOrder() {
        for order in 0..<BitWriter.ordersCount {
            let numbers: [Int64] = [0, 1, 2, 3, 63, 64, 65, 1000, 1 << 30, 1 << 45]
            var writer = BitWriter()
            var width = 0
            for number in numbers {
                writer.write(number, order: order)
                width += BitWriter.width(number, order: order)
            }
            #expect((width + 7) / 8 == writer.bytes.count)
            var reader = BitReader(writer.bytes[...])
            for number in numbers { #expect(reader.number(order: order) == number) }
        }
        var nothing = BitReader([0, 0])
        #expect(nothing.number(order: 3) == nil)
    }
}

extension String {
    fileprivate func replacingCharacters(in range: ClosedRange<Index>, with text: String) -> String {
        var copy = self
        copy.replaceSubrange(range, with: text)
        return copy
    }
}
