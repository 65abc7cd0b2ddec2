// swift-tools-version: 6.2
import PackageDescription

/// What every target of ours is built with. The arrows of the house are enforced by
/// `--explicit-target-dependency-import-check error`, which the Makefile passes.
let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "caravan",
    platforms: [.macOS(.v15)],
    targets: [
        .target(name: "CaravanProtocol", path: "Protocol", swiftSettings: settings),
        .target(
            name: "CaravanSystem", dependencies: ["CaravanProtocol"], path: "Server/System", swiftSettings: settings),
        .target(name: "CaravanCore", dependencies: ["CaravanProtocol"], path: "Core", swiftSettings: settings),
        .target(
            name: "CaravanStdio", dependencies: ["CaravanProtocol"], path: "Transports/Stdio", swiftSettings: settings),
        .target(
            name: "CaravanInProcess", dependencies: ["CaravanProtocol"], path: "Transports/InProcess",
            swiftSettings: settings),
        .target(
            name: "TransportControl", dependencies: ["CaravanProtocol"], path: "Tests/TransportControl",
            swiftSettings: settings),
        .executableTarget(
            name: "ControlServer", dependencies: ["CaravanProtocol", "CaravanStdio", "TransportControl"],
            path: "Tests/ControlServer", swiftSettings: settings),
        .testTarget(
            name: "CaravanProtocolTests", dependencies: ["CaravanProtocol"], path: "Tests/ProtocolTests",
            swiftSettings: settings),
        .testTarget(
            name: "CaravanSystemTests", dependencies: ["CaravanProtocol", "CaravanSystem"], path: "Tests/SystemTests",
            swiftSettings: settings),
        .systemLibrary(
            name: "CSQLite", path: "Storage/CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .target(
            name: "CaravanSQL", dependencies: ["CaravanProtocol"], path: "Storage/SQL", swiftSettings: settings),
        .target(
            name: "CaravanSQLite", dependencies: ["CaravanProtocol", "CaravanSQL", "CSQLite"], path: "Storage/SQLite",
            swiftSettings: settings),
        .target(
            name: "CaravanMigrations", dependencies: ["CaravanProtocol"], path: "Storage/Migrations",
            exclude: ["schema.json"], swiftSettings: settings),
        .executableTarget(
            name: "caravan-migration", dependencies: ["CaravanProtocol", "CaravanSQL"], path: "Tests/MigrationTool",
            swiftSettings: settings),
        .testTarget(
            name: "CaravanMigrationsTests",
            dependencies: ["CaravanMigrations", "CaravanProtocol", "CaravanSQL", "CaravanSQLite"],
            path: "Tests/MigrationsTests", swiftSettings: settings),
        .testTarget(
            name: "CaravanSQLTests", dependencies: ["CaravanProtocol", "CaravanSQL", "CaravanSQLite"],
            path: "Tests/SQLTests", swiftSettings: settings),
        .target(
            name: "StorageConformance", dependencies: ["CaravanProtocol"], path: "Tests/StorageConformance",
            swiftSettings: settings),
        .testTarget(
            name: "CaravanSQLiteTests",
            dependencies: [
                "CSQLite", "CaravanProtocol", "CaravanSQL", "CaravanSQLite", "CrashSupport", "StorageConformance",
                "crash-writer",
            ],
            path: "Tests/SQLiteTests", swiftSettings: settings),
        .target(
            name: "TestSupport", dependencies: ["CaravanProtocol"], path: "Tests/Support", swiftSettings: settings),
        .testTarget(
            name: "MemoryStorageTests", dependencies: ["CaravanProtocol", "StorageConformance", "TestSupport"],
            path: "Tests/MemoryStorageTests", swiftSettings: settings),
        .target(
            name: "CrashSupport", dependencies: ["CaravanProtocol", "CaravanSQL", "CaravanSQLite"],
            path: "Tests/CrashSupport", swiftSettings: settings),
        .executableTarget(
            name: "crash-writer", dependencies: ["CaravanProtocol", "CaravanSQLite", "CrashSupport"],
            path: "Tests/CrashWriter", swiftSettings: settings),
        .executableTarget(
            name: "bench-storage", dependencies: ["CSQLite", "CaravanProtocol", "CaravanSQL", "CaravanSQLite"],
            path: "Tests/Bench/StorageBench", swiftSettings: settings),
    ],
    swiftLanguageModes: [.v6]
)
