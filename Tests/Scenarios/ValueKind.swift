import CaravanProtocol

/// What `$any:…` in a pattern stands for.
enum ValueKind: String, CaseIterable {
    case string, integer, number, boolean, object, list, uuid, instant, date

    func includes(_ value: JSONValue) -> Bool {
        switch (self, value) {
        case (.string, .string(let text)): !text.isEmpty
        case (.integer, .number(let number)): number.int64 != nil
        case (.number, .number), (.boolean, .bool), (.object, .object), (.list, .array): true
        // What the server writes, not all that it reads.
        case (.uuid, .string(let text)): UUIDBits(parsing: text)?.description == text
        case (.instant, .string(let text)): Instant(parsing: text)?.description == text
        case (.date, .string(let text)): LocalDate(parsing: text)?.description == text
        default: false
        }
    }
}
