/// A set of a record's fields, by their places in its list; a record has at most 64.
public struct FieldMask: Sendable, Hashable {
    public var bits: UInt64

    public init(bits: UInt64 = 0) {
        self.bits = bits
    }

    /// No field.
    public static var none: FieldMask { FieldMask() }

    public var isEmpty: Bool { bits == 0 }

    public subscript(_ place: Int) -> Bool {
        get { bits & (1 << UInt64(place)) != 0 }
        set { bits = newValue ? bits | (1 << UInt64(place)) : bits & ~(1 << UInt64(place)) }
    }

    public func union(_ other: FieldMask) -> FieldMask { FieldMask(bits: bits | other.bits) }
    public func intersection(_ other: FieldMask) -> FieldMask { FieldMask(bits: bits & other.bits) }
    public func subtracting(_ other: FieldMask) -> FieldMask { FieldMask(bits: bits & ~other.bits) }

    /// The places in the set, ascending.
    public var places: [Int] {
        var places: [Int] = []
        places.reserveCapacity(bits.nonzeroBitCount)
        var rest = bits
        while rest != 0 {
            places.append(rest.trailingZeroBitCount)
            rest &= rest - 1
        }
        return places
    }
}
