import CaravanProtocol

/// A place in the bits of a cursor: a code for each trip, which for nearly all is the position, and what else the few say
/// that need more.
extension PullPlace {
    private static let codes: Int64 = 4

    var code: Int64 {
        switch self {
        case .nothing: 0
        case .stale: 1
        case .partly: 2
        case .owing: 3
        case .at(let position): position + Self.codes
        }
    }

    func writeRest(to bits: inout BitWriter, order: Int) {
        switch self {
        case .nothing, .stale, .at: break
        case .owing(let position): bits.write(position, order: order)
        case .partly(let whole): whole.write(to: &bits, order: order)
        }
    }

    init?(code: Int64, _ bits: inout BitReader, order: Int) {
        switch code {
        case 0: self = .nothing
        case 1: self = .stale
        case 2:
            guard let whole = PullWhole(&bits, order: order) else { return nil }
            self = .partly(whole)
        case 3:
            guard let position = bits.number(order: order) else { return nil }
            self = .owing(position)
        default: self = .at(code - Self.codes)
        }
    }
}

extension PullWhole {
    fileprivate func write(to bits: inout BitWriter, order: Int) {
        bits.write(asOf, order: order)
        bits.write(asOf - deletedAfter, order: order)
        bits.write(Int64(stage), order: 1)
        bits.write(last != nil)
        for value in last ?? [] { value.write(to: &bits) }
    }

    fileprivate init?(_ bits: inout BitReader, order: Int) {
        guard let asOf = bits.number(order: order), let difference = bits.number(order: order), difference <= asOf,
            let stage = bits.number(order: 1), stage <= Int64(Self.tables.count), let hasLast = bits.flag()
        else { return nil }
        self.init(asOf: asOf, deletedAfter: asOf - difference, stage: Int(stage))
        guard hasLast else { return }
        var values: [StoredValue] = []
        for column in Self.keyColumns(self.stage) {
            guard let value = StoredValue(column, &bits) else { return nil }
            values.append(value)
        }
        last = values
    }
}

extension StoredValue {
    /// The keys of what comes in a trip are whole numbers, instants and ids.
    fileprivate func write(to bits: inout BitWriter) {
        switch self {
        case .integer(let number): bits.write(UInt64(bitPattern: number), bits: 64)
        case .id(let id):
            bits.write(id.high, bits: 64)
            bits.write(id.low, bits: 64)
        case .null, .text, .bytes: preconditionFailure("no key of what comes in a trip")
        }
    }

    fileprivate init?(_ column: ColumnType, _ bits: inout BitReader) {
        guard let first = bits.bits(64) else { return nil }
        guard column == .id else {
            self = .integer(Int64(bitPattern: first))
            return
        }
        guard let second = bits.bits(64) else { return nil }
        self = .id(UUIDBits(high: first, low: second))
    }
}
