/// The matrix of WIRE.md section 3, without any state.
public enum Permissions {
    /// - Parameter role: the caller's in the trip; `nil` for another signed-in user.
    public static func allows(_ right: Right, _ role: Role?, _ visibility: Visibility) -> Bool {
        switch (right, role) {
        case (_, .owner?): true
        case (.manage, _): false
        case (.edit, .editor?): true
        case (.edit, _): false
        case (.read, .some), (.readMembers, .some), (.chat, .some): true
        case (.read, nil): visibility == .public
        case (.readMembers, nil), (.chat, nil): false
        }
    }
}
