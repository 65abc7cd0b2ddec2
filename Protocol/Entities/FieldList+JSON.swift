extension FieldList {
    /// Writes the fields that clients see, as members of the object that is open in the writer.
    public func writeMembers(of record: Owner, to writer: inout JSONWriter) {
        record.withAddress { address in
            for slot in shownSlots {
                writer.label(labels[slot.label])
                slot.type.write(at: address + slot.offset, to: &writer)
            }
        }
    }

    /// Writes the masked fields, whoever may see them, as members of the object that is open in the writer.
    public func writeMembers(of record: Owner, _ mask: FieldMask, to writer: inout JSONWriter) {
        record.withAddress { address in
            var rest = mask.bits
            while rest != 0 {
                let slot = slots[rest.trailingZeroBitCount]
                writer.label(labels[slot.label])
                slot.type.write(at: address + slot.offset, to: &writer)
                rest &= rest - 1
            }
        }
    }

    /// The record that a snapshot was written of; hidden fields have their defaults, and so have fields that the snapshot
    /// does not know because it is older than they are.
    public func restored(from snapshot: JSONObject, _ context: DecodingContext) throws -> Owner {
        var record = Owner()
        for place in 0..<slots.count where facts[place].right.isShown {
            guard let value = snapshot[facts[place].name] else { continue }
            let slot = slots[place]
            do throws(FieldFaults) {
                try record.withMutableAddress { (address) throws(FieldFaults) in
                    try slot.type.decode(.json(value), context, at: address + slot.offset)
                }
            } catch {
                throw StorageError.corrupt("\(Owner.self).\(facts[place].name) in a snapshot: \(error.faults)")
            }
        }
        return record
    }

    /// How an input is read.
    public typealias Mode = FieldMode

    /// Reads an input; every problem of every field is reported at once.
    public func decode(_ input: CallInput, _ mode: Mode, _ context: DecodingContext) throws(Failure) -> Partial<Owner> {
        var partial = Partial<Owner>()
        var problems: [FieldProblem] = []
        for place in 0..<facts.count {
            let field = facts[place]
            guard mode.reads(field.right) else { continue }
            guard let value = input[field.name] else {
                if mode.needs(field.right) {
                    problems.append(FieldProblem(field.name, .required, "This field is required."))
                }
                if mode == .replace, field.right == .optional, !field.isKept {
                    partial.mask[place] = true
                }
                continue
            }
            partial.mask[place] = true
            do throws(FieldFaults) {
                try decode(value, at: place, into: &partial.value, context)
            } catch {
                if input.isInPath(field.name) { throw Failure(.notFound) }
                problems += error.problems(of: field.name)
            }
        }
        guard problems.isEmpty else { throw .invalid(problems) }
        return partial
    }

    private func decode(
        _ value: InputValue, at place: Int, into record: inout Owner, _ context: DecodingContext
    ) throws(FieldFaults) {
        let field = facts[place]
        if value.isNull {
            guard field.acceptsNull else { throw FieldFaults(.required, "This field may not be null.") }
            if field.nullIsDefault { return }
        }
        let slot = slots[place]
        try record.withMutableAddress { (address) throws(FieldFaults) in
            try slot.type.decode(value, context, at: address + slot.offset)
        }
        if field.rules.isEmpty { return }
        let decoded = stored(place, of: record)
        for rule in field.rules {
            if let fault = rule.fault(of: decoded) { throw fault }
        }
    }
}
