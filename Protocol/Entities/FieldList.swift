/// The fields of a record, in the order in which they stand in its table and its JSON.
///
/// An object, so that handing it on costs one count however much it holds.
public final class FieldList<Owner: Record>: Sendable, ExpressibleByArrayLiteral {
    public let fields: [Field<Owner>]
    let slots: [FieldSlot]
    /// The slots of the fields that clients see.
    let shownSlots: [FieldSlot]
    let facts: [FieldFacts]
    /// The fields' names as ``JSONWriter/label(_:)-swift.type.method`` makes them. Not an array, of which each part that is
    /// handed on would be counted.
    ///
    /// Unchecked: written once in `init`, only read afterwards, and let go with the list.
    nonisolated(unsafe) let labels: UnsafeBufferPointer<UInt8>
    private let placesByName: [String: Int]

    public convenience init(arrayLiteral elements: Field<Owner>...) {
        self.init(elements)
    }

    public init(_ elements: [Field<Owner>]) {
        precondition(elements.count <= 64, "a record has at most 64 fields")
        fields = elements
        var labels: [UInt8] = []
        slots = elements.enumerated().map { place, field in
            let start = labels.count
            labels += JSONWriter.label(field.name)
            return FieldSlot(
                place: place, offset: field.offset, type: field.type, column: field.type.column,
                label: start..<labels.count)
        }
        shownSlots = zip(elements, slots).filter { $0.0.right.isShown }.map { $0.1 }
        facts = elements.map { field in
            FieldFacts(
                name: field.name, right: field.right, rules: field.rules, acceptsNull: field.acceptsNull,
                isKept: field.rules.contains(.kept), nullIsDefault: field.rules.contains(.nullIsDefault))
        }
        let kept = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: labels.count)
        _ = kept.initialize(from: labels)
        self.labels = UnsafeBufferPointer(kept)
        placesByName = Dictionary(uniqueKeysWithValues: elements.enumerated().map { ($1.name, $0) })
    }

    deinit { labels.deallocate() }

    /// The place of the field of that name.
    public func place(named name: String) -> Int? { placesByName[name] }

    /// The place of a field that every entity of a kind has. Its absence is a programmer's error.
    public func requiredPlace(named name: String) -> Int {
        guard let place = placesByName[name] else { preconditionFailure("\(Owner.self) has no field \(name)") }
        return place
    }

    /// A mask of fields by their names, for code that is generic over records: a key path through a protocol has no offset.
    public func mask(named names: String...) -> FieldMask {
        var mask = FieldMask.none
        for name in names { mask[requiredPlace(named: name)] = true }
        return mask
    }

    /// The place of the field at that stored property. A property without a field is a programmer's error.
    public func place<V>(of path: WritableKeyPath<Owner, V>) -> Int {
        let offset = MemoryLayout<Owner>.offset(of: path)
        for place in 0..<slots.count where slots[place].offset == offset { return place }
        preconditionFailure("\(Owner.self) has no field at \(path)")
    }

    /// A mask of these properties.
    public func mask<each V>(_ paths: repeat WritableKeyPath<Owner, each V>) -> FieldMask {
        var mask = FieldMask.none
        for path in repeat each paths { mask[place(of: path)] = true }
        return mask
    }

    /// The mask of the fields for which `condition` holds.
    public func mask(where condition: (Field<Owner>) -> Bool) -> FieldMask {
        var mask = FieldMask.none
        for (place, field) in fields.enumerated() where condition(field) { mask[place] = true }
        return mask
    }

    // MARK: - Rows

    /// The value of one column.
    public func stored(_ place: Int, of record: Owner) -> StoredValue {
        let slot = slots[place]
        return record.withAddress { slot.type.load(at: $0 + slot.offset) }
    }

    /// All columns in order.
    public func row(of record: Owner) -> [StoredValue] {
        var row: [StoredValue] = []
        row.reserveCapacity(slots.count)
        record.withAddress { address in
            for slot in slots { row.append(slot.type.load(at: address + slot.offset)) }
        }
        return row
    }

    /// The record of a row; `column` is asked once for each place, in order, for a value of that type.
    public func record(_ column: (Int, ColumnType) throws -> StoredValue) throws -> Owner {
        var record = Owner()
        try record.withMutableAddress { address in
            for place in 0..<slots.count {
                let slot = slots[place]
                let value = try column(place, slot.column)
                guard slot.type.store(value, at: address + slot.offset) else {
                    throw StorageError.corrupt("\(Owner.self).\(fields[place].name) holds \(value)")
                }
            }
        }
        return record
    }

    // MARK: - Difference and merge

    /// The fields in which the two differ.
    public func difference(_ one: Owner, _ other: Owner) -> FieldMask {
        var mask = FieldMask.none
        one.withAddress { a in
            other.withAddress { b in
                for place in 0..<slots.count {
                    let slot = slots[place]
                    if !slot.type.areEqual(a + slot.offset, b + slot.offset) { mask[place] = true }
                }
            }
        }
        return mask
    }

    /// `target` with the masked fields of `source`.
    public func copy(_ mask: FieldMask, from source: Owner, to target: Owner) -> Owner {
        var result = target
        source.withAddress { from in
            result.withMutableAddress { to in
                for place in mask.places {
                    let slot = slots[place]
                    slot.type.copy(from: from + slot.offset, to: to + slot.offset)
                }
            }
        }
        return result
    }

    /// Three-way merge, field by field: of the fields that `mine` means, those that `theirs` changed since `base` to
    /// something else are in conflict and stay theirs; the others are taken.
    public func merge(_ mine: Partial<Owner>, base: Owner, theirs: Owner) -> (
        merged: Owner, taken: FieldMask, conflicts: FieldMask
    ) {
        let changedByMe = mine.mask.intersection(difference(mine.value, theirs))
        let conflicts = changedByMe.intersection(difference(base, theirs))
        let taken = changedByMe.subtracting(conflicts)
        return (copy(taken, from: mine.value, to: theirs), taken, conflicts)
    }
}
