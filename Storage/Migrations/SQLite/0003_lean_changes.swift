import CaravanProtocol

extension Migrations.SQLite {
    // swift-format-ignore
    static let m0003_lean_changes = Migration(number: 3, name: "lean_changes", sql: #"""
DROP INDEX "changes_actor_entity_type_at_index";
"""#)
}
