/// Why a text is no JSON that this protocol takes.
public struct JSONError: Error, Sendable, Equatable {
    /// The rule that the text breaks.
    public enum Kind: Sendable {
        /// The grammar of RFC 8259, section 2.
        case syntax
        /// Bytes that are not UTF-8 (RFC 3629): overlong, truncated, a surrogate, above U+10FFFF.
        case utf8
        /// Arrays and objects nested deeper than allowed.
        case depth
        /// A member's name that its object already has (I-JSON, RFC 7493 section 2.3).
        case duplicateName
        /// A `\u` escape of half a surrogate pair (I-JSON, RFC 7493 section 2.1).
        case surrogate
        /// A number with a leading zero, without digits where they are due, or too long.
        case number
    }

    /// The rule that the text breaks.
    public let kind: Kind
    /// The byte, counted from 0, where it was noticed; the length of the text when the text ended too early.
    public let offset: Int

    /// Makes an error of its two parts.
    public init(kind: Kind, offset: Int) {
        self.kind = kind
        self.offset = offset
    }

    /// One sentence for whoever sent the text. It never repeats any of its content.
    public var detail: String {
        switch kind {
        case .syntax: "The text is not valid JSON at byte \(offset)."
        case .utf8: "The text is not valid UTF-8 at byte \(offset)."
        case .depth: "The JSON is nested too deeply at byte \(offset)."
        case .duplicateName: "The JSON object has the same name twice at byte \(offset)."
        case .surrogate: "The JSON string has half a surrogate pair at byte \(offset)."
        case .number: "The JSON number is malformed or too long at byte \(offset)."
        }
    }
}
