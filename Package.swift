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

/// A target of ours: a module, its folder, and the modules of ours that it may import.
struct Room {
    var name: String
    var path: String
    var imports: [String] = []
    var products: [Target.Dependency] = []

    var dependencies: [Target.Dependency] { imports.map { .init(stringLiteral: $0) } + products }

    var library: Target { .target(name: name, dependencies: dependencies, path: path, swiftSettings: settings) }
    var program: Target {
        .executableTarget(name: name, dependencies: dependencies, path: path, swiftSettings: settings)
    }
    var test: Target { .testTarget(name: name, dependencies: dependencies, path: path, swiftSettings: settings) }
}

/// Core and adapters know the protocol module, never each other.
let libraries = [
    Room(name: "CaravanProtocol", path: "Protocol"),
    Room(name: "CaravanCore", path: "Core", imports: ["CaravanProtocol"]),
    Room(name: "CaravanStdio", path: "Transports/Stdio", imports: ["CaravanProtocol"]),
    Room(name: "CaravanInProcess", path: "Transports/InProcess", imports: ["CaravanProtocol"]),
    Room(name: "CaravanSQL", path: "Storage/SQL", imports: ["CaravanProtocol"]),
    Room(name: "CaravanSQLite", path: "Storage/SQLite", imports: ["CaravanProtocol", "CaravanSQL", "CSQLite"]),
    Room(name: "CaravanSystem", path: "Server/System", imports: ["CaravanProtocol"]),
    // The kits are libraries, so that any adapter can run them.
    Room(name: "StorageConformance", path: "Tests/StorageConformance", imports: ["CaravanProtocol"]),
    Room(
        name: "TestSupport", path: "Tests/Support",
        imports: ["CaravanProtocol", "CaravanCore", "CaravanInProcess", "CaravanSystem"]),
    Room(name: "Scenarios", path: "Tests/Scenarios", imports: ["CaravanProtocol"]),
    Room(name: "TransportControl", path: "Tests/TransportControl", imports: ["CaravanProtocol"]),
]

let programs = [
    Room(
        name: "ControlServer", path: "Tests/ControlServer",
        imports: ["CaravanProtocol", "CaravanStdio", "TransportControl"])
]

let tests = [
    Room(name: "CaravanProtocolTests", path: "Tests/ProtocolTests", imports: ["CaravanProtocol"]),
    Room(
        name: "CaravanCoreTests", path: "Tests/CoreTests",
        imports: [
            "CaravanProtocol", "CaravanCore", "CaravanInProcess", "CaravanSQL", "CaravanSQLite", "CaravanSystem",
            "TestSupport",
        ]),
    Room(
        name: "SpecTests", path: "Tests/SpecTests",
        imports: [
            "CaravanProtocol", "CaravanCore", "CaravanInProcess", "CaravanSQL", "CaravanSQLite", "CaravanStdio",
            "Scenarios", "TestSupport",
        ]),
    Room(name: "CaravanSystemTests", path: "Tests/SystemTests", imports: ["CaravanProtocol", "CaravanSystem"]),
    Room(
        name: "CaravanSQLiteTests", path: "Tests/SQLiteTests",
        imports: ["CaravanProtocol", "CaravanSQL", "CaravanSQLite", "StorageConformance"]),
]

let package = Package(
    name: "caravan",
    platforms: [.macOS(.v15)],
    targets: libraries.map(\.library) + programs.map(\.program) + tests.map(\.test) + [
        .systemLibrary(
            name: "CSQLite", path: "Storage/CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])])
    ],
    swiftLanguageModes: [.v6]
)
