public import CaravanProtocol

/// The files that a new migration consists of, as texts under their paths below `Storage/Migrations`.
public struct MigrationFiles: Sendable {
    /// A dialect with the name of its folder; the list of its migrations is ``Migrations`` `.<lower case name>`.
    public struct Target: Sendable {
        public let folder: String
        public let dialect: any Dialect

        public init(folder: String, dialect: any Dialect) {
            self.folder = folder
            self.dialect = dialect
        }
    }

    public static let snapshotPath = "schema.json"

    /// Empty when nothing is to be done.
    public private(set) var texts: [String: String] = [:]
    /// What the author must still write, a line each.
    public private(set) var byHand: [String] = []

    /// - Parameters:
    ///   - name: of small letters, digits and `_`.
    ///   - snapshot: the text of the last ``snapshotPath``.
    ///   - existing: the names of the files in each folder.
    public init(
        name: String, snapshot: String, tables: [TableSchema], targets: [Target], existing: [String: [String]],
        defaults: [String: StoredValue] = [:]
    ) throws {
        guard !name.isEmpty, name.utf8.allSatisfy(Self.isNamePart) else {
            throw StorageError.unsupported("a migration's name has small letters, digits and _ only")
        }
        let old = try SchemaSnapshot.tables(in: snapshot)
        for target in targets {
            let difference = SchemaDifference(from: old, to: tables, dialect: target.dialect, defaults: defaults)
            guard !difference.isEmpty else { continue }
            byHand = difference.byHand
            let stems = (existing[target.folder] ?? []).filter { $0.first?.isNumber == true && $0.hasSuffix(".swift") }
                .map { String($0.dropLast(6)) }.sorted()
            let number = (stems.compactMap { Int($0.prefix(4)) }.max() ?? 0) + 1
            let stem = Self.padded(number) + "_" + name
            texts["\(target.folder)/\(stem).swift"] = Self.file(target.folder, stem, number, name, difference.script)
            texts["\(target.folder)/List.swift"] = Self.list(target.folder, stems + [stem])
        }
        if !texts.isEmpty { texts[Self.snapshotPath] = SchemaSnapshot.text(of: tables) }
    }

    private static func file(_ folder: String, _ stem: String, _ number: Int, _ name: String, _ sql: String) -> String {
        // Lines of SQL are as long as they are.
        """
        import CaravanProtocol

        extension Migrations.\(folder) {
            // swift-format-ignore
            static let m\(stem) = Migration(number: \(number), name: "\(name)", sql: #\"""
        \(sql)\"""#)
        }

        """
    }

    private static func list(_ folder: String, _ stems: [String]) -> String {
        """
        import CaravanProtocol

        extension Migrations.\(folder) {
            // In order. Written by `make migration`.
            // swift-format-ignore
            static let all: [Migration] = [
                \(stems.map { "m\($0)," }.joined(separator: "\n        "))
            ]
        }

        """
    }

    private static func padded(_ number: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    private static func isNamePart(_ byte: UInt8) -> Bool {
        (97...122).contains(byte) || (48...57).contains(byte) || byte == 95
    }
}
