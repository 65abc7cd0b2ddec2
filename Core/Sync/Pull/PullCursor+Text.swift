import CaravanProtocol

/// A cursor as text: base64url of
///
/// - a byte for the version, and four that stand for the database's epoch;
/// - bits: numbers as exponential Golomb codes (``BitWriter``), those of the trips in the order that suits them best, so
///   that a thousand trips with hundreds of entries each stay below 2 KB;
/// - zeros, until a multiple of three bytes leaves base64 no spare bits;
/// - six bytes of a sum over all that and the user, against mistakes: a cursor grants nothing.
extension PullCursor {
    private static let version: UInt8 = 1
    private static let headCount = 5
    private static let sumCount = 6
    /// The order of numbers that stand alone.
    private static let order = 6
    /// The characters that one may have: one of a few thousand trips with logs of any length.
    private static let textMax = 65_536

    /// What a text may be.
    enum Reading: Equatable {
        case cursor(PullCursor)
        /// A cursor of the user's from another history.
        case otherEpoch
        case garbled
    }

    func text(_ user: ID<User>, epoch: String) -> String {
        var bits = BitWriter()
        write(to: &bits)
        var bytes = [Self.version] + Self.mark(of: epoch) + bits.bytes
        while bytes.count % 3 != 0 { bytes.append(0) }
        return Base64URL.encode(bytes + Self.sum(of: bytes, user))
    }

    static func read(_ text: String, _ user: ID<User>, epoch: String) -> Reading {
        guard text.utf8.count <= textMax, let bytes = Base64URL.decode(text), bytes.count % 3 == 0,
            bytes.count > headCount + sumCount, bytes[0] == version,
            sum(of: bytes.dropLast(sumCount), user) == Array(bytes.suffix(sumCount))
        else { return .garbled }
        guard Array(bytes[1..<headCount]) == mark(of: epoch) else { return .otherEpoch }
        var bits = BitReader(bytes[headCount..<bytes.count - sumCount])
        guard let cursor = read(&bits), bits.isAtPadding() else { return .garbled }
        return .cursor(cursor)
    }

    private static func mark(of epoch: String) -> [UInt8] { first(headCount - 1, of: FNV1a.sum(epoch.utf8)) }

    private static func sum(of bytes: some Sequence<UInt8>, _ user: ID<User>) -> [UInt8] {
        first(sumCount, of: FNV1a.sum(Array(bytes) + user.bits.withBytes { Array($0) }))
    }

    private static func first(_ count: Int, of sum: UInt64) -> [UInt8] {
        withUnsafeBytes(of: sum.bigEndian) { Array($0.prefix(count)) }
    }

    // MARK: - Bits

    private func write(to bits: inout BitWriter) {
        bits.write(UInt64(kinds.rawValue), bits: SyncedKind.allCases.count)
        bits.write(own, order: Self.order)
        Self.write(trips.map { $0.place.code }, to: &bits)
        for trip in trips { trip.place.writeRest(to: &bits, order: Self.order) }
        bits.write(progress != nil)
        guard let progress else { return }
        bits.write(Int64(progress.next), order: Self.order)
        bits.write(progress.since != nil)
        if let since = progress.since { bits.write(UInt64(bitPattern: since.microseconds), bits: 64) }
        writeTouched(to: &bits)
    }

    private static func read(_ bits: inout BitReader) -> PullCursor? {
        guard let kinds = bits.bits(SyncedKind.allCases.count), let own = bits.number(order: order),
            let codes = numbers(&bits)
        else { return nil }
        var cursor = PullCursor(own: own, kinds: SyncedKinds(rawValue: UInt8(kinds)), trips: [])
        for code in codes {
            guard let place = PullPlace(code: code, &bits, order: order) else { return nil }
            cursor.trips.append(Trip(place: place))
        }
        guard let isGoingOn = bits.flag() else { return nil }
        if isGoingOn {
            guard let next = bits.number(order: order), let hasSince = bits.flag() else { return nil }
            var progress = Progress(next: Int(next))
            if hasSince {
                guard let since = bits.bits(64) else { return nil }
                progress.since = Instant(microseconds: Int64(bitPattern: since))
            }
            guard cursor.readTouched(&bits) else { return nil }
            cursor.progress = progress
        }
        return cursor
    }

    // MARK: - Which trips are touched

    /// As a bit for each trip, or where they are few as how many lie before each since the one before it.
    private func writeTouched(to bits: inout BitWriter) {
        var list = BitWriter()
        Self.write(gaps, to: &list)
        let isList = list.bytes.count * 8 < trips.count
        bits.write(isList)
        if isList {
            Self.write(gaps, to: &bits)
        } else {
            for trip in trips { bits.write(trip.isTouched) }
        }
    }

    private mutating func readTouched(_ bits: inout BitReader) -> Bool {
        guard let isList = bits.flag() else { return false }
        if isList { return Self.numbers(&bits).map { touch(by: $0) } ?? false }
        for place in trips.indices {
            guard let flag = bits.flag() else { return false }
            trips[place].isTouched = flag
        }
        return true
    }

    private var gaps: [Int64] {
        let places = trips.indices.filter { trips[$0].isTouched }
        return zip([-1] + places, places).map { Int64($1 - $0 - 1) }
    }

    private mutating func touch(by gaps: [Int64]) -> Bool {
        var place = -1
        for gap in gaps {
            guard gap < Int64(trips.count - place - 1) else { return false }
            place += Int(gap) + 1
            trips[place].isTouched = true
        }
        return true
    }

    // MARK: - Lists

    /// A list of numbers: how many, the order that suits them best, and each.
    private static func write(_ numbers: [Int64], to bits: inout BitWriter) {
        let best = BitWriter.order(for: numbers)
        bits.write(Int64(numbers.count), order: order)
        bits.write(UInt64(best), bits: 5)
        for number in numbers { bits.write(number, order: best) }
    }

    private static func numbers(_ bits: inout BitReader) -> [Int64]? {
        guard let count = bits.number(order: order), count < textMax * 6, let best = bits.bits(5) else { return nil }
        var numbers: [Int64] = []
        for _ in 0..<count {
            guard let number = bits.number(order: Int(best)) else { return nil }
            numbers.append(number)
        }
        return numbers
    }
}
