/// How an input is read: which fields it must have and which it may. No part of a generic type, as ``FieldSlot``.
public enum FieldMode: Sendable {
    /// A new entity: keys may be chosen, required and fixed fields must be there.
    case create
    /// The whole of an entity anew: an optional field that is missing takes its default.
    case replace
    /// Only what is named changes.
    case change
    /// An operation's own input: required fields must be there.
    case input

    func reads(_ right: FieldRight) -> Bool {
        switch right {
        case .required, .optional: true
        case .key, .initial, .fixed: self == .create || self == .input
        case .server, .hidden: false
        }
    }

    func needs(_ right: FieldRight) -> Bool {
        switch right {
        case .required: self != .change
        case .fixed: self == .create || self == .input
        case .key: self == .input
        case .optional, .initial, .server, .hidden: false
        }
    }
}
