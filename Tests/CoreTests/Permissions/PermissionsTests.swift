import CaravanCore
import Testing

/// Every cell of the matrix in WIRE.md section 3.
@Suite struct PermissionsTests {
    /// What each role may do; `nil` is another signed-in user.
    static let cells: [(Role?, Visibility, Set<Right>)] = [
        (.owner, .private, [.read, .readMembers, .chat, .edit, .manage]),
        (.owner, .shared, [.read, .readMembers, .chat, .edit, .manage]),
        (.owner, .public, [.read, .readMembers, .chat, .edit, .manage]),
        (.editor, .private, [.read, .readMembers, .chat, .edit]),
        (.editor, .shared, [.read, .readMembers, .chat, .edit]),
        (.editor, .public, [.read, .readMembers, .chat, .edit]),
        (.viewer, .private, [.read, .readMembers, .chat]),
        (.viewer, .shared, [.read, .readMembers, .chat]),
        (.viewer, .public, [.read, .readMembers, .chat]),
        (nil, .private, []),
        (nil, .shared, []),
        (nil, .public, [.read]),
    ]

    @Test(arguments: cells) func theMatrix(_ cell: (role: Role?, visibility: Visibility, rights: Set<Right>)) {
        for right in Right.allCases {
            #expect(
                Permissions.allows(right, cell.role, cell.visibility) == cell.rights.contains(right),
                "\(String(describing: cell.role)) \(cell.visibility) \(right)")
        }
    }

    @Test func noRoleOrVisibilityIsForgotten() {
        let roles = Set(Self.cells.map(\.0))
        #expect(roles.count == Role.allCases.count + 1)
        #expect(Self.cells.count == (Role.allCases.count + 1) * Visibility.allCases.count)
    }
}
