// Rows that are read without making records of them.
extension FieldList {
    /// Writes the fields that clients see, as members of the object that is open in the writer: byte for byte as
    /// ``writeMembers(of:to:)-(Owner,_)`` writes them of the record.
    public func writeMembers(of row: any StoredRow, to writer: inout JSONWriter) throws {
        for slot in shownSlots { try write(slot, of: row, to: &writer) }
    }

    /// Writes the masked fields, whoever may see them, as members of the object that is open in the writer.
    public func writeMembers(of row: any StoredRow, _ mask: FieldMask, to writer: inout JSONWriter) throws {
        var rest = mask.bits
        while rest != 0 {
            try write(slots[rest.trailingZeroBitCount], of: row, to: &writer)
            rest &= rest - 1
        }
    }

    /// The value of one column.
    public func stored(_ place: Int, of row: any StoredRow) throws -> StoredValue {
        try row.column(place, slots[place].column).stored
    }

    private func write(_ slot: FieldSlot, of row: any StoredRow, to writer: inout JSONWriter) throws {
        writer.label(labels[slot.label])
        let column = try row.column(slot.place, slot.column)
        guard slot.type.write(column, to: &writer) else { throw corrupt(slot.place, column) }
    }

    private func corrupt(_ place: Int, _ column: ColumnValue) -> StorageError {
        .corrupt("\(Owner.self).\(fields[place].name) holds \(column.stored)")
    }
}
