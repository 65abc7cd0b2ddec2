public import CaravanProtocol

/// Compares a value with a pattern whose references are resolved.
///
/// A pattern is JSON that means itself, but for `"$any"` (anything but null), `"$any:<kind>"`, and in objects `"$like"`
/// (the members of another object, those beside it going before) and `"$more": true` (further members are allowed).
public enum Matcher {
    /// Where the value differs; empty if it does not.
    public static func mismatches(_ pattern: JSONValue, _ value: JSONValue?, at path: String = "") -> [Mismatch] {
        guard let value else { return [Mismatch(path, expected: Mismatch.text(pattern), got: nil)] }
        switch (pattern, value) {
        case (.string(let text), _) where text.hasPrefix("$any"):
            return any(text.dropFirst(4), value, path)
        case (.object(let pattern), .object(let object)):
            return members(pattern, object, path)
        case (.array(let patterns), .array(let elements)):
            return self.elements(patterns, elements, path)
        case (.number(let wanted), .number(let number)) where wanted.double == number.double:
            return []
        default:
            return pattern == value ? [] : [Mismatch(path, expected: Mismatch.text(pattern), got: value)]
        }
    }

    private static func any(_ kind: Substring, _ value: JSONValue, _ path: String) -> [Mismatch] {
        guard !kind.isEmpty else {
            return value == .null ? [Mismatch(path, expected: "anything but null", got: value)] : []
        }
        guard kind.first == ":", let known = ValueKind(rawValue: String(kind.dropFirst())) else {
            return [Mismatch(path, expected: "a kind that there is, not $any\(kind)", got: value)]
        }
        return known.includes(value) ? [] : [Mismatch(path, expected: "any \(known.rawValue)", got: value)]
    }

    private static func members(_ pattern: JSONObject, _ object: JSONObject, _ path: String) -> [Mismatch] {
        var wanted = pattern["$like"]?.object ?? [:]
        for member in pattern where !member.name.hasPrefix("$") { wanted[member.name] = member.value }
        var found = wanted.flatMap { mismatches($0.value, object[$0.name], at: join(path, $0.name)) }
        guard pattern["$more"] != true else { return found }
        for member in object where wanted[member.name] == nil {
            found.append(Mismatch(join(path, member.name), expected: "nothing", got: member.value))
        }
        return found
    }

    private static func elements(_ patterns: [JSONValue], _ elements: [JSONValue], _ path: String) -> [Mismatch] {
        var found = zip(patterns, elements).enumerated().flatMap { place, pair in
            mismatches(pair.0, pair.1, at: join(path, "\(place)"))
        }
        if patterns.count != elements.count {
            found.append(
                Mismatch(
                    path, expected: "\(patterns.count) elements",
                    got: "\(elements.count): \(Mismatch.text(.array(elements)))"))
        }
        return found
    }

    static func join(_ path: String, _ name: String) -> String { path.isEmpty ? name : path + "." + name }
}
